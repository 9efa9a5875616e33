/** `bench media`: what the media of a call costs here, beside Janus VideoRoom recording the same. */
import { fileURLToPath } from 'node:url'
import { canOwnNetwork, runInOwnNetwork } from '../janus/own-network.ts'
import type { BenchOptions, BenchResult } from '../result.ts'
import { measureAll } from './measure.ts'

/** CPU, memory and added delay at 1, 5, 10 and 20 recorded calls; 1 and 5 when quick. */
export const run = async ({ quick }: BenchOptions): Promise<BenchResult> => {
  const plan = quick
    ? { calls: [1, 5], rounds: 1, warmUp: 1, seconds: 5 }
    : { calls: [1, 5, 10, 20], rounds: 3, warmUp: 2, seconds: 10 }
  if (canOwnNetwork()) {
    const inside = fileURLToPath(new URL('inside.ts', import.meta.url))
    return (await runInOwnNetwork(inside, plan)) as BenchResult
  }
  return measureAll(plan, '127.0.0.1', [
    'No network namespace could be made (root only), and Janus does not use loopback: its rows are left out.',
  ])
}
