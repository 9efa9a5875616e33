import type { Db } from '../../database.ts'
import { newId } from '../../platform/ids.ts'
import type { Sealer } from '../../platform/crypto/sealer.ts'
import { selectToken, upsertToken } from './repository.ts'

/** Keeps access tokens until they run out. */
export interface TokenStore {
  /** Null where there is none that is good for another minute. */
  read(appId: string): Promise<string | null>
  write(appId: string, token: string, seconds: number): Promise<void>
}

/** In the database: all processes use one token, and rest it sealed. */
export const createTokenStore = (db: Db, sealer: Sealer): TokenStore => ({
  async read(appId) {
    const sealed = await selectToken(db, appId)
    return sealed ? sealer.open(sealed) : null
  },
  write: (appId, token, seconds) =>
    upsertToken(db, { id: newId(), appId, tokenSealed: sealer.seal(token) }, seconds),
})
