/** A carrier (law 7): Tencent Cloud or the simulator; both pass the same contract tests. */
import type { SmsFailure } from '@veridesk/contract'
import type { TemplateName } from './words.ts'

export interface OutgoingSms {
  /** Ours; the carrier keeps it with the message. */
  readonly id: string
  /** Whose words these are. */
  readonly template: TemplateName
  /** 11 digits. */
  readonly phone: string
  /** As the customer reads it, signature and all. */
  readonly text: string
  /** What stands in {1}, {2} … of the approved template. */
  readonly parameters: readonly string[]
}

/** How a message fared after the carrier took it. */
export interface SmsReport {
  readonly carrierId: string
  /** Null: it arrived. */
  readonly failure: SmsFailure | null
  /** The carrier's or operator's own code, for the audit log; null where it has an odd form. */
  readonly code: string | null
}

export interface SmsCarrier {
  readonly simulated: boolean
  /**
   * Hands one message over; resolves with the carrier's id. Throws `SmsRefused` for good, `SmsNotSent` where
   * trying again is safe; after anything else nobody knows whether it was sent.
   */
  send(message: OutgoingSms): Promise<{ carrierId: string }>
  /** Reports that wait, that of this message perhaps among them. Each is told once. */
  reports(carrierId: string): Promise<readonly SmsReport[]>
  /** How long after sending, and after each question, to ask for a report that nobody brought. */
  readonly askAfterSeconds: readonly number[]
}

/** The carrier will never take this message. */
export class SmsRefused extends Error {
  readonly failure: SmsFailure
  readonly code: string | null
  constructor(failure: SmsFailure, code: string | null = null) {
    super(`refused: ${failure}`)
    this.failure = failure
    this.code = code
  }
}

/** Surely nothing was sent, and later it may be. */
export class SmsNotSent extends Error {}
