/** 微信小程序: what the environment sets, and a trial of it. */
import type { WechatSettings, WechatTrial } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { newToken } from '../../platform/crypto/tokens.ts'
import { audit } from '../audit/service.ts'
import { readSettings } from '../settings/service.ts'
import { presentTemplate } from '../sms/present-template.ts'
import { assertInWords } from '../sms/url-link.ts'
import { failureOf } from './port.ts'

const trialMs = 3_600_000

/** `baseUrl`: where links lead, for the preview. */
export async function readWechatSettings({
  ctx,
  baseUrl,
}: {
  ctx: AppContext
  baseUrl: string
}): Promise<WechatSettings> {
  const { wechat, sms } = ctx.config
  const words = wechat && sms.templates.wechat
  const settings = await readSettings(ctx.db)
  const real = wechat?.provider === 'wechat' ? wechat : null
  return {
    provider: wechat?.provider ?? 'none',
    appId: real?.appId ?? null,
    path: real?.path ?? null,
    envVersion: real?.envVersion ?? null,
    template: words && presentTemplate(ctx, 'wechat', words, { settings, baseUrl }),
  }
}

/** Asks for a URL Link to a link of nobody, good for an hour. Throws `wechat_not_configured`. */
export async function tryWechat({
  ctx,
  actor,
  baseUrl,
}: {
  ctx: AppContext
  actor: AccountActor
  baseUrl: string
}): Promise<WechatTrial> {
  const { urlLinks } = ctx
  if (!urlLinks) throw new AppError('wechat_not_configured')
  const expiresAt = new Date(ctx.clock.now().getTime() + trialMs)
  const trial = await urlLinks
    .create({ url: `${baseUrl}/c/${newToken()}`, expiresAt })
    .then((urlLink) => {
      assertInWords(ctx, urlLink)
      return { urlLink, failure: null, code: null }
    })
    .catch((cause: unknown) => {
      ctx.log.warn({ err: cause }, 'the trial got no URL Link')
      return { urlLink: null, ...failureOf(cause) }
    })
  const { failure, code } = trial
  await ctx.db
    .transaction()
    .execute((tx) => audit(tx, actor, 'settings.wechat-trial', { details: { failure, code } }))
  return trial
}
