import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'

export async function selectSettings(db: DbOrTx): Promise<Record<string, unknown>> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).execute()
  return Object.fromEntries(rows.map((row) => [row.key, row.value]))
}

/** Value and version; undefined where it was never set. */
export async function selectSetting(db: DbOrTx, key: string) {
  return db
    .selectFrom('settings')
    .select(['value', 'version'])
    .where('key', '=', key)
    .executeTakeFirst()
}

/** The first one is version 1: 0 means that the default is in force. */
export async function upsertSetting(db: DbOrTx, key: string, value: unknown): Promise<void> {
  const json = JSON.stringify(value)
  await db
    .insertInto('settings')
    .values({ key, value: json, version: 1 })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((eb) => ({
        value: json,
        version: eb('settings.version', '+', 1),
        updatedAt: sql<Date>`now()`,
      })),
    )
    .execute()
}

/** The value, with the row locked; undefined where there is none. */
export async function selectSettingForUpdate(tx: Tx, key: string): Promise<unknown> {
  const row = await tx
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirst()
  return row?.value
}

export async function removeSetting(db: DbOrTx, key: string): Promise<void> {
  await db.deleteFrom('settings').where('key', '=', key).execute()
}
