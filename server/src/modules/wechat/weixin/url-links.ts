/** WeChat's URL Links (developers.weixin.qq.com: getStableAccessToken, generateUrlLink). */
import type { UrlLinkFailure } from '@veridesk/contract'
import { z } from 'zod'
import type { RealWechat } from '../../../config/wechat.ts'
import { NoUrlLink, type UrlLinks } from '../port.ts'
import { tokenOf } from '../rules.ts'
import type { TokenStore } from '../token-store.ts'
import { askWeixin, WeixinError } from './client.ts'
import { failureOfToken, failureOfUrlLink, isStaleToken } from './codes.ts'

const tokenAnswer = z.object({
  access_token: z.string().min(1).max(1024),
  expires_in: z.int().positive(),
})
const urlLinkAnswer = z.object({ url_link: z.url({ protocol: /^https$/ }).max(200) })

/** WeChat keeps a URL Link for 30 days at most; its clock may differ from ours. */
const longestMs = 30 * 24 * 3_600_000 - 5 * 60_000

function refusalOf(cause: unknown, failureOf: (code: number) => UrlLinkFailure): NoUrlLink {
  return cause instanceof WeixinError
    ? new NoUrlLink(failureOf(cause.code), cause.code)
    : new NoUrlLink('wechat-down', null, cause)
}

/** `deadlineMs`: for one URL Link, whatever it takes. */
export function createWeixin(
  config: RealWechat,
  tokens: TokenStore,
  deadlineMs = 10_000,
): UrlLinks {
  /** In the normal mode everybody who asks gets the same one, so that processes may ask at once. */
  async function newAccessToken(signal: AbortSignal): Promise<string> {
    const { appId: appid, appSecret: secret, endpoint } = config
    const body = { grant_type: 'client_credential', appid, secret, force_refresh: false }
    const answer = await askWeixin(`${endpoint}/cgi-bin/stable_token`, body, signal)
      .then((answered) => tokenAnswer.parse(answered))
      .catch((cause: unknown) => {
        throw refusalOf(cause, failureOfToken)
      })
    await tokens.write(config.appId, answer.access_token, answer.expires_in)
    return answer.access_token
  }

  async function generate(
    accessToken: string,
    body: Readonly<Record<string, unknown>>,
    signal: AbortSignal,
  ): Promise<string> {
    try {
      const address = `${config.endpoint}/wxa/generate_urllink?access_token=${encodeURIComponent(accessToken)}`
      return urlLinkAnswer.parse(await askWeixin(address, body, signal)).url_link
    } catch (cause) {
      throw refusalOf(cause, failureOfUrlLink)
    }
  }

  return {
    simulated: false,
    async create(link) {
      const now = new Date()
      const token = tokenOf(link, now)
      const until = Math.min(link.expiresAt.getTime(), now.getTime() + longestMs)
      const body = {
        path: config.path,
        query: `t=${token}`,
        env_version: config.envVersion,
        expire_type: 0,
        expire_time: Math.floor(until / 1000),
      }
      const signal = AbortSignal.timeout(deadlineMs)
      const kept = await tokens.read(config.appId)
      if (kept === null) return generate(await newAccessToken(signal), body, signal)
      try {
        return await generate(kept, body, signal)
      } catch (cause) {
        if (!(cause instanceof NoUrlLink) || !isStaleToken(cause.code ?? 0)) throw cause
        return generate(await newAccessToken(signal), body, signal)
      }
    },
  }
}
