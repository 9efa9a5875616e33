import { AppError } from './app-error.ts'

/** Where a page that runs newest first ended. `at` as the database writes it, exact to the microsecond (a Date is not). */
export interface Position {
  readonly at: string
  readonly id: string
}

const shape =
  /^([1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

function isOfCalendar(at: string): boolean {
  const date = new Date(at)
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 19) === at.slice(0, 19)
}

/** Opaque to clients. */
export const encodePosition = ({ at, id }: Position): string =>
  Buffer.from(`${at} ${id}`).toString('base64url')

/** Throws `invalid_input` for anything that `encodePosition` does not make. */
export function decodePosition(cursor: string): Position {
  const [, at, id] = shape.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (at === undefined || id === undefined || !isOfCalendar(at))
    throw new AppError('invalid_input', { fields: [{ path: 'cursor', message: 'not a cursor' }] })
  return { at, id }
}
