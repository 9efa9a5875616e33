/** How good the incoming side of a call is, in three words. */
import type { Quality } from './session-types.ts'
import type { SessionStats } from './stats.ts'

export interface QualityFigures {
  readonly packets: number
  /** Shares of 0..1. */
  readonly lossShare: number
  readonly concealedShare: number
  readonly freezeShare: number
  readonly rttMs: number | null
}

/** Upper bounds of `good` and of `fair`; beyond is `poor`. */
const bounds = {
  lossShare: [0.03, 0.1],
  concealedShare: [0.02, 0.08],
  freezeShare: [0.02, 0.1],
  rttMs: [300, 600],
} as const

/** What happened between two readings of one connection. */
export function figuresBetween(before: SessionStats, after: SessionStats): QualityFigures {
  const kinds = ['audio', 'video'] as const
  const sum = (name: 'packets' | 'lost'): number =>
    kinds.reduce(
      (total, kind) => total + after.received[kind][name] - before.received[kind][name],
      0,
    )
  const packets = sum('packets')
  const lost = Math.max(0, sum('lost'))
  const samples = after.received.audio.samples - before.received.audio.samples
  const concealed = after.received.audio.concealedSamples - before.received.audio.concealedSamples
  const seconds = (after.at - before.at) / 1000
  const frozen = after.received.video.freezeSeconds - before.received.video.freezeSeconds
  return {
    packets,
    lossShare: lost / Math.max(1, packets + lost),
    concealedShare: concealed / Math.max(1, samples),
    freezeShare: frozen / Math.max(0.001, seconds),
    rttMs: after.rttMs,
  }
}

/** The worst of the figures counts; `unknown` where nothing arrived. */
export function classifyQuality(figures: QualityFigures): Quality {
  if (figures.packets <= 0) return 'unknown'
  const names = Object.keys(bounds) as (keyof typeof bounds)[]
  const exceeds = (level: 0 | 1): boolean =>
    names.some((name) => (figures[name] ?? 0) > bounds[name][level])
  if (exceeds(1)) return 'poor'
  return exceeds(0) ? 'fair' : 'good'
}
