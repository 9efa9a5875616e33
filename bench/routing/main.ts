/** `bench routing`: from an agent becoming free to the ring, and assignments a second, beside bare PostgreSQL. */
import { machineTicks } from '../media/cpu.ts'
import type { BenchOptions, BenchResult } from '../result.ts'
import { rounded } from '../statistics.ts'
import { openBare } from './bare.ts'
import { openProduct } from './product.ts'
import { aimsOf, rowOf, type Measured } from './report.ts'
import type { Side } from './side.ts'
import { openStage } from './stage.ts'

interface Plan {
  readonly agents: readonly number[]
  readonly waiting: readonly number[]
  readonly offers: number
  readonly bursts: number
}

const whole: Plan = {
  agents: [10, 100, 1_000],
  waiting: [0, 100, 1_000, 10_000],
  offers: 300,
  bursts: 3,
}
const short: Plan = { agents: [10, 100], waiting: [0, 100, 1_000], offers: 15, bursts: 1 }
const warmUps = 3

/** Product and bare take turns, offer by offer. */
export const run = async ({ quick }: BenchOptions): Promise<BenchResult> => {
  const plan = quick ? short : whole
  const before = machineTicks()
  const measured: Measured[] = []
  for (const agents of plan.agents) {
    await using held = new AsyncDisposableStack()
    const stage = await openStage(agents, Math.max(...plan.waiting) + 500)
    held.defer(() => stage.close())
    const product = await openProduct(stage)
    held.defer(() => product.close())
    const bare = await openBare(stage)
    held.defer(() => bare.close())
    for (const waiting of plan.waiting) {
      const found = await measure({ product, bare }, agents, waiting, plan)
      console.log(Object.values(rowOf(found)).join('  '))
      measured.push(found)
    }
  }
  const after = machineTicks()
  const idle = (after.idle - before.idle) / (after.all - before.all)
  return {
    name: 'routing',
    rows: measured.map(rowOf),
    aims: aimsOf(measured),
    notes: [
      'An offer: from the notification that an agent is free (nobody waiting: that a caller queued, all agents idle) to that of the ring, one at a time.',
      'Bare: the same by a worker that picks with FOR UPDATE SKIP LOCKED and tells by NOTIFY, on tables of its own in the same database.',
      'Assignments a second: all agents become free at once.',
      `The machine was ${rounded(idle * 100, 0)} % idle.`,
    ],
  }
}

async function measure(
  sides: Record<'product' | 'bare', Side>,
  agents: number,
  waiting: number,
  { offers, bursts }: Plan,
): Promise<Measured> {
  const figures = {
    product: { latencies: [] as number[], rates: [] as number[] },
    bare: { latencies: [] as number[], rates: [] as number[] },
  }
  const names = ['product', 'bare'] as const
  for (const name of names) await sides[name].prepare(waiting)
  for (let turn = 0; turn < warmUps + offers; turn += 1)
    for (const name of names) {
      const side = sides[name]
      const took = await (waiting > 0 ? side.freeOne() : side.callOnce())
      if (turn >= warmUps) figures[name].latencies.push(took)
    }
  // Where fewer wait, some agents would find nobody whom they serve.
  if (waiting < 4 * agents) return { agents, waiting, ...figures }
  for (let burst = 0; burst < bursts; burst += 1)
    for (const name of names) {
      await sides[name].prepare(waiting)
      figures[name].rates.push((agents * 1_000) / (await sides[name].freeAll(agents)))
    }
  return { agents, waiting, ...figures }
}
