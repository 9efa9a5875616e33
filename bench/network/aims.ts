/** Holds the relay's rows against the direct call's. */
import type { BenchResult } from '../result.ts'
import { rounded } from '../statistics.ts'
import type { Measurement, Way } from './measure.ts'

export interface Comparison {
  readonly relay: Measurement
  readonly direct: Measurement
}

type Aims = BenchResult['aims']

const fpsLimit = 0.9
const frozenLimit = 10
const bitrateLimit = 0.8

/** @param comparisons of every case that counts; the worst case and direction decides */
export function pictureAims(comparisons: readonly Comparison[]): Aims {
  const ways = comparisons.flatMap(({ relay, direct }): [Way, Way][] => [
    [relay.up, direct.up],
    [relay.down, direct.down],
  ])
  const fps = Math.min(...ways.map(([relay, direct]) => relay.fps / direct.fps))
  const frozen = Math.max(...ways.map(([relay, direct]) => (relay.frozen - direct.frozen) * 100))
  return [
    {
      aim: "frames per second, share of the direct call's, worst row up to 10 % loss, at least",
      value: rounded(fps, 2),
      limit: fpsLimit,
      met: fps >= fpsLimit,
    },
    {
      aim: "frozen time, percentage points above the direct call's, worst row up to 10 % loss, at most",
      value: rounded(frozen, 1),
      limit: frozenLimit,
      met: frozen <= frozenLimit,
    },
  ]
}

/** @param runs at 10 % loss; the bitrate of the customer's picture, mean over all of them */
export function bitrateAim(runs: readonly Comparison[]): Aims {
  const mean = (path: keyof Comparison): number =>
    runs.reduce((sum, run) => sum + run[path].up.kbps, 0) / runs.length
  const share = mean('relay') / mean('direct')
  return [
    {
      aim: `mean bitrate at 10 % loss over ${runs.length} runs, share of the direct call's, at least`,
      value: rounded(share, 2),
      limit: bitrateLimit,
      met: share >= bitrateLimit,
    },
  ]
}
