import type { DbOrTx } from '../../database.ts'

export async function selectSettings(db: DbOrTx): Promise<Record<string, unknown>> {
  const rows = await db.selectFrom('settings').select(['key', 'value']).execute()
  return Object.fromEntries(rows.map((row) => [row.key, row.value]))
}
