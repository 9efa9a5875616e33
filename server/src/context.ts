import type { FastifyBaseLogger } from 'fastify'
import type { Config } from './config/config.ts'
import type { Db } from './database.ts'
import type { Clock } from './platform/clock.ts'
import type { BlindIndex } from './platform/crypto/blind-index.ts'
import type { Sealer } from './platform/crypto/sealer.ts'
import type { Jobs } from './platform/jobs/jobs.ts'
import type { MediaEngine } from './platform/media/port.ts'
import type { NotificationBus } from './platform/realtime/bus.ts'
import type { Storage } from './platform/storage/port.ts'
import type { SmsCarrier } from './modules/sms/port.ts'
import type { UrlLinks } from './modules/wechat/port.ts'

/** Everything a verb may touch, handed in explicitly: no globals, no container. */
export interface AppContext {
  readonly config: Config
  readonly db: Db
  readonly clock: Clock
  readonly log: FastifyBaseLogger
  readonly jobs: Jobs
  readonly bus: NotificationBus
  readonly storage: Storage
  readonly media: MediaEngine
  readonly sms: SmsCarrier
  /** Null where the institution has no mini program. */
  readonly urlLinks: UrlLinks | null
  /** For ID numbers. */
  readonly idNumbers: Sealer
  /** For texts of messages: they carry links and codes. */
  readonly messageTexts: Sealer
  /** For what exports were asked for: a search may be a name or a number of a person. */
  readonly exportFilters: Sealer
  /** For files of accounts and their reports: they have first passwords in them. */
  readonly accountImports: Sealer
  /** For access tokens of WeChat. */
  readonly wechatTokens: Sealer
  /** For finding orders by a whole phone or ID number. */
  readonly blindIndexes: { readonly phone: BlindIndex; readonly idNumber: BlindIndex }
}
