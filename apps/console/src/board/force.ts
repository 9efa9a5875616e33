import type { BoardCall } from '@veridesk/contract/board'
import type { CallStatus } from '@veridesk/contract/states'

/** What an administrator is about to do to a call. */
export interface Force {
  readonly act: 'end' | 'requeue'
  readonly status: CallStatus
  readonly call: BoardCall
  /** For whom it rings, or who talks. */
  readonly agentName: string | null
}
