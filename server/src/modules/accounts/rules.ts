/** After this many failures in a row the account is locked. */
export const failuresUntilLocked = 5
export const lockMinutes = 15
/** A session ends this long after it was last used. */
export const sessionHours = 12
