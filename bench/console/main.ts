/** `bench console`: lists, searches, filters, counts over HTTP, beside the same queries by hand. */
import { machineTicks } from '../media/cpu.ts'
import type { BenchOptions, BenchResult } from '../result.ts'
import { percentile, rounded } from '../statistics.ts'
import { auditCases } from './cases/audit.ts'
import { callCases } from './cases/calls.ts'
import type { Case } from './cases/case.ts'
import { countCases } from './cases/counts.ts'
import { orderCases } from './cases/orders.ts'
import { measureCase, signPeopleIn, type StagedPeople } from './measure.ts'
import { aimsOf, type Measured, rowOf } from './report.ts'
import { openStage } from './stage.ts'

/** What every request costs: cookie, session, limits, HTTP. It reads its own account. */
const bare: Case = {
  name: 'any request (own account)',
  as: 'administrator',
  path: '/api/me',
  ask: (_, accountId) => ({
    query: {},
    sql: 'select id, username, name, role from accounts where id = $1::uuid',
    values: [accountId],
  }),
  same: { answer: () => null, rows: () => null },
}
const cases = [...orderCases, ...countCases, ...callCases, ...auditCases]

/** 10,000 and 1,000,000 orders, 50 requests a case on each; when quick 10,000 and 100,000, 5 requests. */
export const run = async ({ quick }: BenchOptions): Promise<BenchResult> => {
  const [small, large] = quick ? [10_000, 100_000] : [10_000, 1_000_000]
  const requests = quick ? 5 : 50
  await using held = new AsyncDisposableStack()
  const stages: StagedPeople[] = []
  for (const orders of [small, large]) {
    const stage = await openStage(orders)
    held.defer(() => stage.close())
    stages.push({ stage, people: await signPeopleIn(stage) })
  }
  const measured = async (one: Case): Promise<Measured> => {
    const [less, more] = await measureCase(stages, one, requests)
    if (!less || !more) throw new Error('two sizes are measured')
    const found = { name: one.name, small: less, large: more }
    console.log(Object.values(rowOf(found)).join('  '))
    return found
  }
  // A process that has just started is slower than one that has worked for a minute.
  for (const one of [bare, ...cases]) await measureCase(stages, one, quick ? 1 : 8)
  const before = machineTicks()
  const request = await measured(bare)
  const found: Measured[] = []
  for (const one of cases) found.push(await measured(one))
  const after = machineTicks()
  const idle = (after.idle - before.idle) / (after.all - before.all)
  const requestMs = percentile(request.large.product, 0.5)
  return {
    name: 'console',
    rows: [request, ...found].map(rowOf),
    aims: aimsOf(found, requestMs),
    notes: [
      `small: ${small} orders, ${small * 3} calls; large: ${large} orders, ${large * 3} calls. ${requests} requests a case, one at a time.`,
      `Any request costs ${rounded(requestMs, 1)} ms (p50); a query by hand has no HTTP, session or limits.`,
      `The machine was ${rounded(idle * 100, 0)} % idle.`,
    ],
  }
}
