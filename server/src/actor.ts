import type { Grant, Role } from '@veridesk/contract/permissions'

/** A signed-in person. */
export interface AccountActor {
  readonly kind: 'account'
  readonly accountId: string
  readonly sessionId: string
  readonly name: string
  readonly role: Role
  readonly grants: readonly Grant[]
  /** Nothing else is possible before the password is changed. */
  readonly mustChangePassword: boolean
  readonly address: string | null
}

/** A customer's device in front of one order; null for a walk-in matter. */
export interface SeatActor {
  readonly kind: 'seat'
  readonly seatId: string
  readonly workOrderId: string | null
  readonly address: string | null
}

/** A deadline, a reconciliation, a job. */
export interface SystemActor {
  readonly kind: 'system'
}

export type Actor = AccountActor | SeatActor | SystemActor
export const system: SystemActor = { kind: 'system' }
