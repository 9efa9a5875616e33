/** SMS_* → how messages go out. A wrong or missing value is a sentence naming it. */
import { z } from 'zod'
import {
  faultIn,
  freeWords,
  type Kind,
  templateLinkWords,
  type TemplateName,
  templateUrlLinkWords,
} from '../modules/sms/words.ts'
import { ConfigError } from './config-error.ts'
import { isEndpoint } from './endpoint.ts'
import { type Given, withFiles } from './secret-files.ts'

export interface SmsTemplate {
  /** The carrier's approved template; null where any text may be sent. */
  readonly id: string | null
  /** With {names} in it. */
  readonly words: string
}

interface OfAnyCarrier {
  /** `wechat`: for a link that opens the mini program; null: there is none, and links are plain. */
  readonly templates: Readonly<Record<Kind, SmsTemplate>> & { readonly wechat: SmsTemplate | null }
  /** In the address that a carrier posts its reports to; null: reports are only asked for. */
  readonly reportToken: string | null
}

export interface TencentConfig extends OfAnyCarrier {
  readonly provider: 'tencent'
  readonly secretId: string
  readonly secretKey: string
  /** SdkAppId. */
  readonly appId: string
  /** Without 【】. */
  readonly signature: string
  readonly region: string
  /** An origin: API 3.0 knows no paths. */
  readonly endpoint: string
}

export type SmsConfig = TencentConfig | (OfAnyCarrier & { readonly provider: 'simulated' })

/** Takes any text to any phone, and no phone ever gets one. */
export const simulatedSms: SmsConfig = {
  provider: 'simulated',
  reportToken: null,
  templates: {
    link: { id: null, words: freeWords.link },
    code: { id: null, words: freeWords.code },
    wechat: { id: null, words: freeWords.wechat },
  },
}

const words = (kind: TemplateName) =>
  z
    .string()
    .max(500, 'has more than 500 characters')
    .refine((text) => faultIn(kind, text) === null, {
      error: ({ input }) => faultIn(kind, String(input)) ?? '',
    })

const settings = z.strictObject({
  SMS_PROVIDER: z.enum(['simulated', 'tencent'], 'must be simulated or tencent'),
  SMS_SECRET_ID: z.string().regex(/^[\w-]{8,128}$/, 'is no SecretId'),
  SMS_SECRET_KEY: z.string().regex(/^[\w-]{8,128}$/, 'is no SecretKey'),
  SMS_APP_ID: z.string().regex(/^\d{6,20}$/, 'must be the digits of an SdkAppId'),
  SMS_SIGNATURE: z
    .string()
    .regex(/^[\p{L}\p{N}]{2,20}$/u, 'must be 2 to 20 characters or digits, without 【】'),
  SMS_TEMPLATE_LINK: z.string().regex(/^\d{1,20}$/, 'must be the digits of a template id'),
  SMS_TEMPLATE_CODE: z.string().regex(/^\d{1,20}$/, 'must be the digits of a template id'),
  SMS_TEMPLATE_WECHAT: z
    .string()
    .regex(/^\d{1,20}$/, 'must be the digits of a template id')
    .optional(),
  SMS_TEXT_LINK: words('link').optional(),
  SMS_TEXT_CODE: words('code').default(freeWords.code),
  SMS_TEXT_WECHAT: words('wechat').default(templateUrlLinkWords),
  SMS_REGION: z
    .string()
    .regex(/^[a-z]{2}-[a-z]+(-\d)?$/, 'is no region')
    .default('ap-guangzhou'),
  SMS_ENDPOINT: z
    .string()
    .refine(isEndpoint, 'must be an https address without a path')
    .default('https://sms.tencentcloudapi.com'),
  SMS_REPORT_TOKEN: z
    .string()
    .regex(/^[\w-]{16,100}$/, 'must be 16 to 100 of A-Z a-z 0-9 - _')
    .optional(),
})

/** Secrets may stand in files. */
const fromFiles = ['SMS_SECRET_ID', 'SMS_SECRET_KEY', 'SMS_REPORT_TOKEN'] as const

function sentenceOf(issue: z.core.$ZodIssue | undefined, given: Given): string {
  if (issue?.code === 'unrecognized_keys') return `${issue.keys[0]} is not a setting: unset it.`
  const name = String(issue?.path[0])
  return given[name] === undefined
    ? `${name} must be set where SMS_PROVIDER is tencent.`
    : `${name} is wrong: ${issue?.message}.`
}

/** `env`: without empty values. Throws `ConfigError`. */
export function readSmsConfig(env: Given, publicUrl: string | null): SmsConfig {
  const own = Object.entries(env).filter(([name]) => name.startsWith('SMS_'))
  const given = withFiles(Object.fromEntries(own), fromFiles)
  const { SMS_PROVIDER: provider, ...others } = given
  if (provider === undefined || provider === 'simulated') {
    const [useless] = Object.keys(others)
    if (useless !== undefined)
      throw new ConfigError(`${useless} does nothing unless SMS_PROVIDER is tencent: unset it.`)
    return simulatedSms
  }
  const parsed = settings.safeParse(given)
  if (!parsed.success) throw new ConfigError(sentenceOf(parsed.error.issues[0], given))
  const s = parsed.data
  const linkWords = s.SMS_TEXT_LINK ?? (publicUrl && templateLinkWords(publicUrl))
  if (!linkWords) throw new ConfigError('PUBLIC_URL must be set where SMS_PROVIDER is tencent.')
  if (publicUrl !== null && !linkWords.includes(`${publicUrl}/c/`))
    throw new ConfigError(`SMS_TEXT_LINK is wrong: it must lead to PUBLIC_URL, ${publicUrl}/c/….`)
  return {
    provider: 'tencent',
    secretId: s.SMS_SECRET_ID,
    secretKey: s.SMS_SECRET_KEY,
    appId: s.SMS_APP_ID,
    signature: s.SMS_SIGNATURE,
    region: s.SMS_REGION,
    endpoint: new URL(s.SMS_ENDPOINT).origin,
    reportToken: s.SMS_REPORT_TOKEN ?? null,
    templates: {
      link: { id: s.SMS_TEMPLATE_LINK, words: linkWords },
      code: { id: s.SMS_TEMPLATE_CODE, words: s.SMS_TEXT_CODE },
      wechat: s.SMS_TEMPLATE_WECHAT
        ? { id: s.SMS_TEMPLATE_WECHAT, words: s.SMS_TEXT_WECHAT }
        : null,
    },
  }
}
