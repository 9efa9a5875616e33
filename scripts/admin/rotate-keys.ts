import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { readSecretKey } from '../../server/src/config/config.ts'
import { rewrapKeys } from '../../server/src/platform/crypto/data-keys.ts'
import { migrate } from '../../server/src/platform/db/migrate.ts'
import { learningSeconds, rotateKeys as rotate } from '../../server/src/rotate-keys.ts'
import { keptSecret } from '../supervisor/secrets.ts'
import { completeEnvironment, openDataDir } from '../supervisor/settings.ts'
import { withDatabase } from './installation.ts'

/**
 * Puts everything that rests sealed under a new data key; with `--new-secret-key-file`, then seals the data
 * keys under that file's key, which is made where there is none.
 */
export const rotateKeys = async (args: string[]): Promise<number> => {
  const { values } = parseArgs({ args, options: { 'new-secret-key-file': { type: 'string' } } })
  const newFile = values['new-secret-key-file']
  const file = completeEnvironment(process.env, openDataDir(process.env))['SECRET_KEY_FILE'] ?? ''
  const master = readSecretKey(file)
  if (newFile) keptSecret(newFile, () => randomBytes(32).toString('base64'))
  const newMaster = newFile ? readSecretKey(newFile, '--new-secret-key-file') : null
  if (newMaster?.equals(master)) throw new Error(`${newFile} holds the key of ${file}.`)
  await withDatabase(async (db, pool) => {
    await migrate(pool)
    console.log(`Every app gets ${learningSeconds} s to learn of a new data key ...`)
    const { keyNumber, resealed } = await rotate(db, master)
    console.log(`${resealed} values sealed again; all rest under data key ${keyNumber}.`)
    if (!newMaster) return
    const count = await rewrapKeys(db, master, newMaster)
    console.log(`${count} keys sealed under the key of ${newFile}.`)
    console.log(
      `Now put it in the place of ${file}, or set SECRET_KEY_FILE, and restart every app:`,
    )
    console.log('until then they go on with the keys they have, and do not start anew.')
  })
  console.log('The key of the blind indexes stays: under another one no phone would be found.')
  return 0
}
