/** From the calls' timelines to rows, aims and the story of where the time goes. */
import type { BenchResult } from '../result.ts'
import { median, percentile, rounded } from '../statistics.ts'
import type { Mark } from './page/marks.ts'
import type { Timeline } from './rows/row.ts'
import { timeOf } from './rows/row.ts'
import type { Weight } from './weight.ts'

export type Results = Map<string, Timeline[]>

const scriptLimitKb = 60

const firstFrames = (timelines: Timeline[]) => {
  const agent = timelines.map((timeline) => timeOf(timeline.agent, 'first frame'))
  const customer = timelines.map((timeline) => timeOf(timeline.customer, 'first frame'))
  return { agent, customer, both: agent.map((at, call) => Math.max(at, customer[call] ?? at)) }
}

export const rowsOf = (results: Results): BenchResult['rows'] =>
  [...results].map(([name, timelines]) => {
    const { agent, customer, both } = firstFrames(timelines)
    return {
      way: name,
      calls: timelines.length,
      'agent sees p50 ms': median(agent),
      'agent sees p95 ms': percentile(agent, 0.95),
      'customer sees p50 ms': median(customer),
      'customer sees p95 ms': percentile(customer, 0.95),
      'both see p50 ms': median(both),
      'both see p95 ms': percentile(both, 0.95),
    }
  })

export const aimsOf = (results: Results, { scriptKb }: Weight): BenchResult['aims'] => {
  const bothP50 = (name: string) => median(firstFrames(results.get(name) ?? []).both)
  const ours = bothP50('veridesk')
  const beside = ['direct', 'janus']
    .filter((name) => results.has(name))
    .map((name) => ({
      aim: `接听 to both first frames p50 beside ${name}, ms`,
      value: ours,
      limit: bothP50(name),
      met: ours <= bothP50(name),
    }))
  const value = rounded(scriptKb, 1)
  const aim = "JavaScript of the customer's page before the call, gzipped KB"
  return [...beside, { aim, value, limit: scriptLimitKb, met: value < scriptLimitKb }]
}

/** When each thing first happened, as the median over the calls. */
const medians = (calls: Mark[][]): [name: string, at: number][] => {
  const names = new Set(calls.flatMap((marks) => marks.map(({ name }) => name)))
  return [...names]
    .map((name): [string, number] => [
      name,
      median(calls.map((marks) => timeOf(marks, name)).filter((at) => !Number.isNaN(at))),
    ])
    .toSorted(([, a], [, b]) => a - b)
}

/** The product's call as one line a side: what happened when, in ms after the click, until both see. */
export const timelineOf = (results: Results): string => {
  const timelines = results.get('veridesk') ?? []
  const last = median(firstFrames(timelines).both)
  return (['agent', 'customer'] as const)
    .map((side) => {
      const marks = medians(timelines.map((timeline) => timeline[side]))
      const told = marks.filter(([, at]) => at <= last).map(([name, at]) => `${at} ${name}`)
      return `${side}: ${told.join(', ')}`
    })
    .join('\n')
}
