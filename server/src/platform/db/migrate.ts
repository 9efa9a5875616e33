import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type pg from 'pg'

const folder = path.resolve(import.meta.dirname, '../../../migrations')
/** Any number, the same in every process: one migrates, the others wait. */
const lockId = 7_305_001

/** File names of all migrations, in order. */
export async function listMigrations(): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name.endsWith('.sql')).toSorted()
}

/** Names of the migrations that this database has. */
export async function appliedMigrations(client: pg.ClientBase): Promise<string[]> {
  await client.query(
    'create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())',
  )
  const { rows } = await client.query<{ name: string }>('select name from migrations order by name')
  return rows.map((row) => row.name)
}

/** Applies what is missing, each file in its own transaction, forward only. Returns the new ones. */
export async function migrate(pool: pg.Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockId])
    const done = new Set(await appliedMigrations(client))
    const missing = (await listMigrations()).filter((name) => !done.has(name))
    for (const name of missing) {
      await client.query('begin')
      try {
        await client.query(await readFile(path.join(folder, name), 'utf8'))
        await client.query('insert into migrations (name) values ($1)', [name])
        await client.query('commit')
      } catch (cause) {
        await client.query('rollback')
        throw new Error(`migration ${name} failed`, { cause })
      }
    }
    return missing
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockId]).catch(() => undefined)
    client.release()
  }
}
