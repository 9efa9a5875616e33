import { v7 } from 'uuid'

/** A UUIDv7: unique, and ordered by time of making. */
export const newId = (): string => v7()
