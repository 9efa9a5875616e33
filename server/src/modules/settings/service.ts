import type { Institution } from '@veridesk/contract'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import {
  removeSetting,
  selectSetting,
  selectSettingForUpdate,
  selectSettings,
  upsertSetting,
} from './repository.ts'
import { settingsSchema, type Settings } from './schema.ts'

/** The settings in force. */
export async function readSettings(db: DbOrTx): Promise<Settings> {
  return settingsSchema.parse(await selectSettings(db))
}

/** One part of the settings with its version, which `writeSetting` raises; 0 for a default. */
export async function readPart<K extends keyof Settings>(
  db: DbOrTx,
  key: K,
): Promise<{ value: Settings[K]; version: number }> {
  const row = await selectSetting(db, key)
  const value = settingsSchema.shape[key].parse(row?.value) as Settings[K]
  return { value, version: row?.version ?? 0 }
}

/** One part, nobody else's to change until the transaction ends. Throws `stale_version` unless `seen` is its version. */
export async function lockPart<K extends keyof Settings>(
  tx: Tx,
  key: K,
  seen: number,
): Promise<Settings[K]> {
  // A default has no row that could be locked.
  await lockName(tx, `setting ${key}`)
  const { value, version } = await readPart(tx, key)
  if (version !== seen) throw new AppError('stale_version')
  return value
}

/** As both sides' screens get it: the logo by its address. */
export const presentInstitution = ({ logo, ...rest }: Settings['institution']): Institution => ({
  ...rest,
  logo: logo && `/api/institution/logo/${logo}`,
})

/** How the institution shows itself. */
export async function institutionOf(ctx: Pick<AppContext, 'db'>): Promise<Institution> {
  return presentInstitution((await readPart(ctx.db, 'institution')).value)
}

/** One value that is no setting of administrators but lives as long as one. */
export {
  removeSetting as deleteSetting,
  selectSettingForUpdate as lockSetting,
  upsertSetting as writeSetting,
}
