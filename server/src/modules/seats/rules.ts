/** A device that was not there for so long is no longer recognised; its cookie lives as long. */
export const seatHours = 12
/** Guesses for one code. */
export const attemptsPerCode = 5
/** Codes for one order within an hour. */
export const codesPerHour = 5
