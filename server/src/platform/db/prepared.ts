import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import pg from 'pg'

const mark = '/* prepared */'

/**
 * Stands in a statement that is asked at every turn: each connection reads and plans it once. For statements
 * whose text never changes and whose plan does not depend on their parameters.
 */
export const prepared = sql.raw(mark)

const names = new Map<string, string>()

/** PostgreSQL knows a prepared statement by name: one text, one name. */
function nameOf(text: string): string {
  const known = names.get(text)
  if (known !== undefined) return known
  const name = createHash('sha256').update(text).digest('base64url')
  names.set(text, name)
  return name
}

/** A client that prepares the statements which ask for it. */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config)
    const ask = this.query.bind(this) as (...given: unknown[]) => unknown
    this.query = ((text: unknown, values: unknown, ...rest: unknown[]) =>
      typeof text === 'string' && text.includes(mark)
        ? ask({ name: nameOf(text), text, values }, ...rest)
        : ask(text, values, ...rest)) as typeof this.query
  }
}
