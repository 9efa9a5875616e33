/** WeChat's errcodes → what can be done about it. Some mean another thing at another interface. */
import type { UrlLinkFailure } from '@veridesk/contract'

type Codes = Readonly<Record<number, UrlLinkFailure>>

const anywhere: Codes = {
  [-1]: 'wechat-down',
  40001: 'bad-credentials',
  40014: 'bad-credentials',
  40125: 'bad-credentials',
  40164: 'address-not-allowed',
  42001: 'bad-credentials',
  45009: 'limit',
  45011: 'limit',
  48001: 'no-permission',
}

/** cgi-bin/stable_token: app id or secret wrong, frozen, or the account closed. */
const ofToken: Codes = {
  40013: 'bad-credentials',
  40243: 'bad-credentials',
  41002: 'bad-credentials',
  41004: 'bad-credentials',
  50004: 'bad-credentials',
  50007: 'bad-credentials',
}

/** wxa/generate_urllink. */
const ofUrlLink: Codes = {
  40002: 'no-permission',
  40013: 'no-permission',
  40165: 'not-published',
  44990: 'limit',
  85079: 'not-published',
  85400: 'limit',
}

export const failureOfToken = (code: number): UrlLinkFailure =>
  ofToken[code] ?? anywhere[code] ?? 'unknown'

export const failureOfUrlLink = (code: number): UrlLinkFailure =>
  ofUrlLink[code] ?? anywhere[code] ?? 'unknown'

/** The access token is no longer good, before its time: reset, or made anew by somebody else. */
export const isStaleToken = (code: number): boolean => [40001, 40014, 42001].includes(code)
