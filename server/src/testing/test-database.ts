/** A database of its own for a test file, on the run's PostgreSQL (law 8). */
import { randomUUID } from 'node:crypto'
import pg from 'pg'

async function onServer(query: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl() })
  await client.connect()
  await client.query(query).finally(() => client.end())
}

function serverUrl(): string {
  const url = process.env['TEST_DATABASE_URL']
  if (!url) throw new Error('TEST_DATABASE_URL is not set: run the tests through vitest')
  return url
}

/** Creates an empty database; `drop` removes it even where connections linger. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const name = `veridesk_test_${randomUUID().replaceAll('-', '')}`
  await onServer(`create database ${name}`)
  const url = new URL(serverUrl())
  url.pathname = `/${name}`
  return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) }
}
