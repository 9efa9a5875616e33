/** After this many failures in a row the name is locked. */
export const failuresUntilLocked = 5
/** A lock lasts this long; failures with this long a pause between them do not add up. */
export const lockMinutes = 15
/** A session ends this long after it was last used. */
export const sessionHours = 12
