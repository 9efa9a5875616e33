import type { DbOrTx } from '../../database.ts'
import {
  removeSetting,
  selectSettingForUpdate,
  selectSettings,
  upsertSetting,
} from './repository.ts'
import { settingsSchema, type Settings } from './schema.ts'

/** The settings in force. */
export async function readSettings(db: DbOrTx): Promise<Settings> {
  return settingsSchema.parse(await selectSettings(db))
}

/** One value that is no setting of administrators but lives as long as one. */
export {
  removeSetting as deleteSetting,
  selectSettingForUpdate as lockSetting,
  upsertSetting as writeSetting,
}
