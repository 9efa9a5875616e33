/** From times to rows and aims. */
import type { BenchResult } from '../result.ts'
import { median, percentile, rounded } from '../statistics.ts'

/** Milliseconds of each offer, and assignments per second of each burst (none where nobody waits). */
export interface Figures {
  readonly latencies: readonly number[]
  readonly rates: readonly number[]
}

export interface Measured {
  readonly agents: number
  readonly waiting: number
  readonly product: Figures
  readonly bare: Figures
}

const limits = { p99: 100, beside: 3 }

const ms = (values: readonly number[]) =>
  `${rounded(percentile(values, 0.5), 1)} / ${rounded(percentile(values, 0.99), 1)}`
const perSecond = (rates: readonly number[]) => (rates.length > 0 ? Math.round(median(rates)) : '–')

export const rowOf = ({
  agents,
  waiting,
  product,
  bare,
}: Measured): BenchResult['rows'][number] => ({
  agents,
  waiting,
  'offer p50 / p99, ms': ms(product.latencies),
  'bare, ms': ms(bare.latencies),
  'assignments a second': perSecond(product.rates),
  bare: perSecond(bare.rates),
  'p50 beside bare': rounded(median(product.latencies) / median(bare.latencies), 2),
})

/** The largest size decides on latency; growth is from the shortest queue to the longest, at most as the log. */
export function aimsOf(all: readonly Measured[]): BenchResult['aims'] {
  const largest = all.at(-1)
  const shortest = all.find(
    ({ agents, waiting }) => agents === largest?.agents && waiting > 0 && waiting < largest.waiting,
  )
  if (!largest || !shortest) throw new Error('two lengths of the queue are measured')
  const at = `${largest.agents} agents, ${largest.waiting} waiting`
  const p50 = (each: Measured) => median(each.product.latencies)
  const worst = all.toSorted(
    (a, b) => p50(b) / median(b.bare.latencies) - p50(a) / median(a.bare.latencies),
  )[0]
  const aim = (words: string, value: number, limit: number) => ({
    aim: words,
    value: rounded(value, 2),
    limit: rounded(limit, 2),
    met: value <= limit,
  })
  return [
    aim(`offer p99 at ${at}, ms`, percentile(largest.product.latencies, 0.99), limits.p99),
    aim(
      `growth of p50 from ${shortest.waiting} to ${largest.waiting} waiting`,
      p50(largest) / p50(shortest),
      Math.log(largest.waiting) / Math.log(shortest.waiting),
    ),
    aim(
      `p50 beside bare PostgreSQL at ${at}`,
      p50(largest) / median(largest.bare.latencies),
      limits.beside,
    ),
    aim(
      `the same, worst (${worst?.agents} agents, ${worst?.waiting} waiting)`,
      worst ? p50(worst) / median(worst.bare.latencies) : Number.NaN,
      limits.beside,
    ),
  ]
}
