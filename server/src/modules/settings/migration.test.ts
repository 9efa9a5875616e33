import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, it } from 'vitest'
import type { Database } from '../../database.ts'
import { connectDatabase } from '../../platform/db/connect.ts'
import { appliedMigrations, listMigrations, migrate } from '../../platform/db/migrate.ts'
import { createTestDatabase } from '../../testing/test-database.ts'
import { institutionOf, readPart } from './service.ts'

const folder = path.resolve(import.meta.dirname, '../../../migrations')

it("the institution's name and telephone of an older installation are kept", async () => {
  const database = await createTestDatabase()
  const { db, pool } = connectDatabase<Database>(database.url)
  try {
    const client = await pool.connect()
    await appliedMigrations(client)
    for (const name of await listMigrations()) {
      if (name >= '0006') break
      await client.query(await readFile(path.join(folder, name), 'utf8'))
      await client.query('insert into migrations (name) values ($1)', [name])
    }
    client.release()
    const old = { key: 'institutionName', value: JSON.stringify('旧名称') }
    await db.insertInto('settings').values(old).execute()
    await migrate(pool)
    expect(await institutionOf({ db })).toEqual({
      name: '旧名称',
      supportPhone: '400-000-0000',
      colour: null,
      logo: null,
    })
    expect((await readPart(db, 'institution')).version).toBe(1)
    expect(await db.selectFrom('settings').select('key').execute()).toEqual([
      { key: 'institution' },
    ])
  } finally {
    await db.destroy()
    await database.drop()
  }
})
