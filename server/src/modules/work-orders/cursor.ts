import { AppError } from '../../platform/app-error.ts'

/** Where a page ended, opaque to clients: the last row's id in 22 characters. */
export const encodeCursor = (id: string): string =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url')

/** Throws `invalid_input` for anything that `encodeCursor` does not make. */
export function decodeCursor(cursor: string): string {
  const hex = Buffer.from(cursor, 'base64url').toString('hex')
  const id = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  if (id === hex || encodeCursor(id) !== cursor) throw wrongCursor()
  return id
}

export const wrongCursor = (): AppError =>
  new AppError('invalid_input', { fields: [{ path: 'cursor', message: 'not a cursor' }] })
