/** Opens what the app stands on. */
import path from 'node:path'
import pino from 'pino'
import type pg from 'pg'
import type { Config } from './config/config.ts'
import type { AppContext } from './context.ts'
import type { Database } from './database.ts'
import { createCarrier } from './modules/sms/carrier.ts'
import { createTokenStore } from './modules/wechat/token-store.ts'
import { createUrlLinks } from './modules/wechat/url-links.ts'
import { systemClock } from './platform/clock.ts'
import { createBlindIndex } from './platform/crypto/blind-index.ts'
import { openKeyRing } from './platform/crypto/key-ring.ts'
import { connectDatabase } from './platform/db/connect.ts'
import { migrate } from './platform/db/migrate.ts'
import { jobs, migrateJobs } from './platform/jobs/jobs.ts'
import { logOptions } from './platform/log.ts'
import { connectMediaHosts } from './platform/media/media-hosts.ts'
import { openBus } from './platform/realtime/bus.ts'
import { createDiskStorage } from './platform/storage/disk.ts'
import { sealersOf } from './sealed-values.ts'

/** Tests put their own in place of some of these. */
export type ContextParts = Partial<
  Pick<AppContext, 'media' | 'sms' | 'urlLinks' | 'clock' | 'storage'>
>

/** Connects, migrates, and returns the context with how to close it. */
export async function createContext(
  config: Config,
  parts: ContextParts = {},
): Promise<{ ctx: AppContext; pool: pg.Pool; close(): Promise<void> }> {
  const { db, pool } = connectDatabase<Database>(config.databaseUrl)
  await migrate(pool)
  await migrateJobs(pool)
  const log = pino(logOptions(config.logLevel))
  const bus = await openBus(config.databaseUrl)
  const keys = await openKeyRing(db, config.secretKey, bus, (cause) =>
    log.error({ err: cause }, 'data keys'),
  )
  const media =
    parts.media ?? connectMediaHosts({ urls: config.mediaHosts, secret: config.mediaSecret })
  const sealers = sealersOf(keys)
  const tokens = createTokenStore(db, sealers.wechatTokens)
  const ctx: AppContext = {
    config,
    db,
    clock: parts.clock ?? systemClock,
    log,
    jobs,
    bus,
    storage: parts.storage ?? createDiskStorage(path.join(config.dataDir, 'files')),
    media,
    sms: parts.sms ?? createCarrier(config.sms),
    urlLinks: parts.urlLinks ?? createUrlLinks(config.wechat, tokens),
    ...sealers,
    blindIndexes: {
      phone: createBlindIndex(keys.indexKey, 'phone'),
      idNumber: createBlindIndex(keys.indexKey, 'id-number'),
    },
  }
  return {
    ctx,
    pool,
    async close() {
      media.close()
      keys.close()
      await bus.close()
      await db.destroy()
    },
  }
}
