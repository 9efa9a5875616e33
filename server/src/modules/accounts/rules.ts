/** After this many failures in a row the account is locked. */
const failuresUntilLocked = 5
export const lockMinutes = 15
/** A session ends this long after it was last used. */
export const sessionHours = 12

/** Whether one more failure locks the account. */
export const locksAccount = (failuresBefore: number): boolean =>
  failuresBefore + 1 >= failuresUntilLocked
