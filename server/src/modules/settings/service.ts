import type { DbOrTx } from '../../database.ts'
import { selectSettings } from './repository.ts'
import { settingsSchema, type Settings } from './schema.ts'

/** The settings in force. */
export async function readSettings(db: DbOrTx): Promise<Settings> {
  return settingsSchema.parse(await selectSettings(db))
}
