/** From times to rows and aims. */
import type { BenchResult } from '../result.ts'
import { percentile, rounded } from '../statistics.ts'
import type { Times } from './measure.ts'

export interface Measured {
  readonly name: string
  readonly small: Times
  readonly large: Times
}

const limits = { p95: 50, growth: 1.5, byHand: 2 }

const figuresOf = ({ name, small, large }: Measured) => {
  const of = ({ product, byHand }: Times) => ({
    p50: percentile(product, 0.5),
    p95: percentile(product, 0.95),
    byHandP50: percentile(byHand, 0.5),
    byHandP95: percentile(byHand, 0.95),
  })
  const [less, more] = [of(small), of(large)]
  return {
    name,
    less,
    more,
    growth: more.p95 / less.p95,
    byHand: more.p50 / more.byHandP50,
  }
}
export type Figures = ReturnType<typeof figuresOf>

const ms = (value: number) => rounded(value, 1)
const both = (p50: number, p95: number) => `${ms(p50)} / ${ms(p95)}`

export const rowOf = (measured: Measured): BenchResult['rows'][number] => {
  const { name, less, more, growth, byHand } = figuresOf(measured)
  return {
    'p50 / p95, ms': name,
    small: both(less.p50, less.p95),
    large: both(more.p50, more.p95),
    'by hand, small': both(less.byHandP50, less.byHandP95),
    'by hand, large': both(more.byHandP50, more.byHandP95),
    'growth of p95': rounded(growth, 2),
    'p50 beside by hand': rounded(byHand, 2),
  }
}

/** The worst case decides; the aim's words tell which one it is and how many others miss it. */
export function aimsOf(all: readonly Measured[], requestMs: number): BenchResult['aims'] {
  const figures = all.map(figuresOf)
  const worst = (aim: string, limit: number, value: (of: Figures) => number) => {
    const sorted = figures.toSorted((a, b) => value(b) - value(a))
    const missing = figures.filter((each) => value(each) > limit).length
    const [first] = sorted
    const found = first ? value(first) : Number.NaN
    return {
      aim: `${aim}, worst of ${figures.length} (${first?.name}), missed by ${missing}`,
      value: rounded(found, 2),
      limit,
      met: found <= limit,
    }
  }
  return [
    worst('p95 at the large size, ms', limits.p95, ({ more }) => more.p95),
    worst('growth of p95', limits.growth, ({ growth }) => growth),
    worst('p50 beside the query by hand', limits.byHand, ({ byHand }) => byHand),
    worst(
      'the same less what any request costs',
      limits.byHand,
      ({ more }) => (more.p50 - requestMs) / more.byHandP50,
    ),
  ]
}
