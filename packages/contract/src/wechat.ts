/** The institution's WeChat mini program: how it is set, and a trial of its URL Links (manual 4.1). */
import { z } from 'zod'
import { smsTemplate } from './sms.ts'

/** Why WeChat gave no URL Link, by what can be done about it; screens say it by this code. */
export const urlLinkFailures = [
  'bad-credentials',
  'address-not-allowed',
  'no-permission',
  'not-published',
  'limit',
  'other-address',
  'too-late',
  'wechat-down',
  'unknown',
] as const
export type UrlLinkFailure = (typeof urlLinkFailures)[number]

/** What the environment sets, never the secret. */
export const wechatSettings = z.object({
  /** `none`: links are plain. */
  provider: z.enum(['none', 'simulated', 'wechat']),
  appId: z.string().nullable(),
  /** The page that a URL Link opens. */
  path: z.string().nullable(),
  envVersion: z.enum(['release', 'trial', 'develop']).nullable(),
  /** The words of a message with a URL Link; null where there is none. */
  template: smsTemplate.nullable(),
})
export type WechatSettings = z.infer<typeof wechatSettings>

export const wechatTrial = z.object({
  /** Opens the mini program on a link of nobody; null: WeChat gave none. */
  urlLink: z.string().nullable(),
  failure: z.enum(urlLinkFailures).nullable(),
  /** WeChat's own errcode. */
  code: z.int().nullable(),
})
export type WechatTrial = z.infer<typeof wechatTrial>
