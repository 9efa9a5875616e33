/** WECHAT_* → the institution's mini program. A wrong or missing value is a sentence naming it. */
import { z } from 'zod'
import { ConfigError } from './config-error.ts'
import { isEndpoint } from './endpoint.ts'
import { type Given, withFiles } from './secret-files.ts'

export interface RealWechat {
  readonly provider: 'wechat'
  readonly appId: string
  readonly appSecret: string
  /** The page that a URL Link opens, as the mini program's app.json names it. */
  readonly path: string
  /** What a phone opens: what is published, or what is only tried. */
  readonly envVersion: 'release' | 'trial' | 'develop'
  /** An origin. */
  readonly endpoint: string
}

export type WechatConfig = RealWechat | { readonly provider: 'simulated' }

const settings = z.strictObject({
  WECHAT_PROVIDER: z.literal('wechat'),
  WECHAT_APP_ID: z.string().regex(/^wx[0-9a-f]{16}$/, 'must be wx and 16 digits or letters a to f'),
  WECHAT_APP_SECRET: z.string().regex(/^[0-9a-f]{32}$/, 'must be 32 digits or letters a to f'),
  WECHAT_PATH: z
    .string()
    .regex(/^[\w-]+(\/[\w-]+)*$/, 'must be a page as app.json names it, without query')
    .default('pages/call/call'),
  WECHAT_ENV_VERSION: z
    .enum(['release', 'trial', 'develop'], 'must be release, trial or develop')
    .default('release'),
  WECHAT_ENDPOINT: z
    .string()
    .refine(isEndpoint, 'must be an https address without a path')
    .default('https://api.weixin.qq.com'),
})

function sentenceOf(issue: z.core.$ZodIssue | undefined, given: Given): string {
  if (issue?.code === 'unrecognized_keys') return `${issue.keys[0]} is not a setting: unset it.`
  const name = String(issue?.path[0])
  return given[name] === undefined
    ? `${name} must be set where WECHAT_PROVIDER is wechat.`
    : `${name} is wrong: ${issue?.message}.`
}

/** `env`: without empty values. Null: the institution has no mini program. Throws `ConfigError`. */
export function readWechatConfig(env: Given): WechatConfig | null {
  const own = Object.entries(env).filter(([name]) => name.startsWith('WECHAT_'))
  const given = withFiles(Object.fromEntries(own), ['WECHAT_APP_SECRET'])
  const { WECHAT_PROVIDER: provider, ...others } = given
  if (provider !== undefined && provider !== 'simulated' && provider !== 'wechat')
    throw new ConfigError('WECHAT_PROVIDER is wrong: must be simulated or wechat.')
  if (provider !== 'wechat') {
    const [useless] = Object.keys(others)
    if (useless !== undefined)
      throw new ConfigError(`${useless} does nothing unless WECHAT_PROVIDER is wechat: unset it.`)
    return provider === 'simulated' ? { provider } : null
  }
  const parsed = settings.safeParse(given)
  if (!parsed.success) throw new ConfigError(sentenceOf(parsed.error.issues[0], given))
  const s = parsed.data
  return {
    provider,
    appId: s.WECHAT_APP_ID,
    appSecret: s.WECHAT_APP_SECRET,
    path: s.WECHAT_PATH,
    envVersion: s.WECHAT_ENV_VERSION,
    endpoint: new URL(s.WECHAT_ENDPOINT).origin,
  }
}
