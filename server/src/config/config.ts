/** Environment → typed configuration (architecture.md, "Fixed outer surface"). A wrong value is a sentence naming it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { ConfigError } from './config-error.ts'
import { readSmsConfig, type SmsConfig } from './sms.ts'
import { readWechatConfig, type WechatConfig } from './wechat.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const flag = z.enum(['0', '1']).transform((value) => value === '1')
const zone = z.string().refine((name) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}, 'is not a time zone')
const urlOf = (...protocols: string[]) =>
  z
    .url()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must begin with ${protocols.join(' or ')}`,
    )
const list = <T extends z.ZodType<string, string>>(item: T) =>
  z
    .string()
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item))

const environment = z.object({
  PORT: port.default(8080),
  HOST: z.string().min(1).default('0.0.0.0'),
  DATA_DIR: z.string().min(1).default('./data'),
  DATABASE_URL: urlOf('postgres:', 'postgresql:'),
  MEDIA_HOSTS: list(urlOf('ws:', 'wss:')).default([]),
  MEDIA_SECRET: z.string().min(16).optional(),
  PUBLIC_URL: urlOf('http:', 'https:').optional(),
  SECRET_KEY_FILE: z.string().min(1).optional(),
  TRUST_PROXY: z.string().min(1).optional(),
  TURN_URLS: list(
    z.string().regex(/^(turns?|stun):.+/, 'must be turn:, turns: or stun: addresses'),
  ).default([]),
  TURN_SECRET: z.string().min(8).optional(),
  TZ_NAME: zone.default('Asia/Shanghai'),
  METRICS_TOKEN: z.string().min(16).optional(),
  DEMO: flag.default(true),
  DEMO_PASSWORD: z.string().min(8).optional(),
  ADMIN_PASSWORD: z.string().min(10).optional(),
  SUPERVISED: flag.default(false),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Config {
  readonly port: number
  readonly host: string
  /** Absolute. */
  readonly dataDir: string
  readonly databaseUrl: string
  readonly mediaHosts: readonly string[]
  readonly mediaSecret: string
  /** Without a trailing slash; null: taken from each request's Host. */
  readonly publicUrl: string | null
  /** 32 bytes. */
  readonly secretKey: Buffer
  readonly trustProxy: string | null
  readonly turn: { readonly urls: readonly string[]; readonly secret: string | null }
  readonly timeZone: string
  readonly metricsToken: string | null
  readonly demo: boolean
  readonly demoPassword: string | null
  readonly adminPassword: string | null
  readonly supervised: boolean
  readonly sms: SmsConfig
  /** Null: no mini program. */
  readonly wechat: WechatConfig | null
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** Part of the fixed surface, not built yet: whoever sets one must not believe that it works. */
const notSupportedYet = /^(STORAGE_URL|TSA_URL|SIGNING_P12|CORE_URL|CORE_SECRET|FACE_.*)$/

/** The 32 bytes that a key file holds in base64. Throws `ConfigError` naming the setting. */
export function readSecretKey(file: string, setting = 'SECRET_KEY_FILE'): Buffer {
  let key: Buffer
  try {
    key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64')
  } catch {
    throw new ConfigError(`${setting} ${file} cannot be read.`)
  }
  if (key.length !== 32) throw new ConfigError(`${setting} ${file} must hold 32 bytes in base64.`)
  return key
}

/** Reads and checks the environment. Throws `ConfigError`. Empty values count as unset. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value))
  const unsupported = Object.keys(given).find((name) => notSupportedYet.test(name))
  if (unsupported) throw new ConfigError(`${unsupported} is not supported yet: unset it.`)
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const issue = parsed.error.issues[0]
    const name = String(issue?.path[0])
    throw new ConfigError(
      given[name] === undefined ? `${name} must be set.` : `${name} is wrong: ${issue?.message}.`,
    )
  }
  const e = parsed.data
  const dataDir = path.resolve(e.DATA_DIR)
  if (e.MEDIA_HOSTS.length > 0 && !e.MEDIA_SECRET)
    throw new ConfigError('MEDIA_SECRET must be set where MEDIA_HOSTS is.')
  if (e.TURN_URLS.some((url) => url.startsWith('turn')) && !e.TURN_SECRET)
    throw new ConfigError('TURN_SECRET must be set where TURN_URLS names a TURN server.')
  const publicUrl = e.PUBLIC_URL?.replace(/\/+$/, '') ?? null
  const sms = readSmsConfig(given, publicUrl)
  const wechat = readWechatConfig(given)
  if (wechat && !sms.templates.wechat)
    throw new ConfigError('SMS_TEMPLATE_WECHAT must be set where WECHAT_PROVIDER is.')
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir,
    databaseUrl: e.DATABASE_URL,
    mediaHosts: e.MEDIA_HOSTS,
    mediaSecret: e.MEDIA_SECRET ?? '',
    publicUrl,
    secretKey: readSecretKey(e.SECRET_KEY_FILE ?? path.join(dataDir, 'secret.key')),
    trustProxy: e.TRUST_PROXY ?? null,
    turn: { urls: e.TURN_URLS, secret: e.TURN_SECRET ?? null },
    timeZone: e.TZ_NAME,
    metricsToken: e.METRICS_TOKEN ?? null,
    demo: e.DEMO,
    demoPassword: e.DEMO_PASSWORD ?? null,
    adminPassword: e.ADMIN_PASSWORD ?? null,
    supervised: e.SUPERVISED,
    sms,
    wechat,
    logLevel: e.LOG_LEVEL,
  }
}
