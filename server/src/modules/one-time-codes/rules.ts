/** Guesses for one code. */
export const attemptsPerCode = 5
