/** A carrier (law 7). The real ones come with their own issue; the simulator passes the same contract tests. */
export interface SmsCarrier {
  /** Shown on screens and in the log of failures. */
  readonly name: string
  readonly simulated: boolean
  /** Hands one message over; resolves with the carrier's id. Throws `SmsRefused` for good, anything else is retried. */
  send(message: { readonly phone: string; readonly text: string }): Promise<{ carrierId: string }>
}

/** The carrier will never take this message; the reason is for the operator. */
export class SmsRefused extends Error {}
