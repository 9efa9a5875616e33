import { grants as grantOrder, type Grant } from '@veridesk/contract/permissions'

/** After this many failures in a row the name is locked. */
export const failuresUntilLocked = 5
/** A lock lasts this long; failures with this long a pause between them do not add up. */
export const lockMinutes = 15
/** A session ends this long after it was last used. */
export const sessionHours = 12

/** Each once, in the order of the contract. */
export const orderedGrants = (given: readonly Grant[]): Grant[] =>
  grantOrder.filter((grant) => given.includes(grant))

export const sameGrants = (one: readonly Grant[], other: readonly Grant[]): boolean =>
  orderedGrants(one).join() === orderedGrants(other).join()

interface Named {
  readonly name: string
  readonly phone: string | null
}

/** Which personal fields differ: the audit log names them and never what is in them. */
export const changedFields = (from: Named, to: Named): ('name' | 'phone')[] =>
  (['name', 'phone'] as const).filter((field) => from[field] !== to[field])
