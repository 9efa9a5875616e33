/** A span of days to look at, by the institution's calendar; presets stay what they say on another day. */
import { addDays, dayOf, isDay, startOfDay } from '../format/day.ts'

export const presets = ['today', 'yesterday', 'week', 'month', 'thisMonth'] as const
export type Preset = (typeof presets)[number]

/** First and last day, both included. */
export interface Days {
  readonly from: string
  readonly to: string
}
export type Period = { readonly preset: Preset } | Days

/** `?period=week`, or `?from=2026-01-01&to=2026-01-31`: the wrong way round is turned, nonsense is no period. */
export function readPeriod(params: URLSearchParams): Period | undefined {
  const preset = presets.find((each) => each === params.get('period'))
  if (preset) return { preset }
  const from = params.get('from') ?? ''
  const to = params.get('to') ?? ''
  if (!isDay(from) || !isDay(to)) return undefined
  return from <= to ? { from, to } : { from: to, to: from }
}

export function writePeriod(params: URLSearchParams, period: Period | undefined): void {
  if (!period) return
  if ('preset' in period) params.set('period', period.preset)
  else {
    params.set('from', period.from)
    params.set('to', period.to)
  }
}

/** The days that a period means at `now` (milliseconds). */
export function daysOf(period: Period, now: number): Days {
  if (!('preset' in period)) return period
  const today = dayOf(now)
  const yesterday = addDays(today, -1)
  const spans: Readonly<Record<Preset, Days>> = {
    today: { from: today, to: today },
    yesterday: { from: yesterday, to: yesterday },
    week: { from: addDays(today, -6), to: today },
    month: { from: addDays(today, -29), to: today },
    thisMonth: { from: `${today.slice(0, 8)}01`, to: today },
  }
  return spans[period.preset]
}

/** As the contract asks: from this moment, before that one. */
export function periodQuery(
  period: Period | undefined,
  now: number,
): { readonly from?: string; readonly to?: string } {
  if (!period) return {}
  const { from, to } = daysOf(period, now)
  return { from: startOfDay(from), to: startOfDay(addDays(to, 1)) }
}
