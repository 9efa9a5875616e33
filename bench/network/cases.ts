/** The customer's access to the network, case by case; the agent sits on a good one. */
import type { Impairment } from '@veridesk/call-client/testing/access-link'

export interface Case {
  readonly name: string
  readonly impairment: Impairment
  /** Held to the aims; 30 % loss is shown only. */
  readonly counts: boolean
}

const delayMs = 20
const queueMs = 300

const lossy = (percent: number): Case => ({
  name: percent === 0 ? 'no loss' : `${percent} % loss`,
  impairment: { loss: percent / 100, kbps: null, delayMs, queueMs },
  counts: percent <= 10,
})

const narrow = (kbps: number): Case => ({
  name: `${kbps} kbps`,
  impairment: { loss: 0, kbps, delayMs, queueMs },
  counts: true,
})

export const cases: readonly Case[] = [
  lossy(0),
  lossy(5),
  lossy(10),
  lossy(30),
  narrow(500),
  narrow(300),
]

export const lossTen = lossy(10)
export const quickCases: readonly Case[] = [lossTen, narrow(500)]
