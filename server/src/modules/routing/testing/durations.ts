/** Times of the model's institution, in seconds. */

/**
 * The clock moves by multiples of this. Every duration leaves a remainder of 40 and every sum of two one
 * of 80, so that no deadline comes within 40 seconds of a reading: what a run itself takes decides nothing.
 */
export const tickSeconds = 120
const long = (ticks: number) => ticks * tickSeconds + 40

export const lease = long(4)
export const grace = long(3)
export const ring = long(2)
export const rest = long(2)
export const longestWait = long(30)
export const familiarWait = long(3)
export const overflowAfter = long(2)
export const wrapUp = long(1)
/** Of the group that has a ring time of its own. */
export const groupRing = long(1)
export const missedRingsToPause = 2
