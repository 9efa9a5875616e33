/** `bench call`: from 接听 to the first picture, beside a direct call and Janus. */
import { fileURLToPath } from 'node:url'
import { canOwnNetwork, runInOwnNetwork } from '../janus/own-network.ts'
import type { BenchOptions, BenchResult } from '../result.ts'
import { measureAll } from './measure.ts'

/** First decoded frame on each side over 20 calls, 5 when quick; the rows take turns. */
export const run = async ({ quick }: BenchOptions): Promise<BenchResult> => {
  const plan = { calls: quick ? 5 : 20 }
  if (canOwnNetwork()) {
    const inside = fileURLToPath(new URL('inside.ts', import.meta.url))
    return (await runInOwnNetwork(inside, plan)) as BenchResult
  }
  return measureAll(plan, null, [
    'No network namespace could be made (root only), and Janus does not use loopback: its row is left out.',
  ])
}
