/** Words of messages with {names} in them: what a carrier approves as a template and what customers read. */
import type { SmsMessage } from '@veridesk/contract'

export type Kind = SmsMessage['kind']
/** What an approved template is for: a link has one of its own where it opens the mini program. */
export type TemplateName = Kind | 'wechat'
export type Values = Readonly<Record<string, string>>

/** For carriers that take any text. */
export const freeWords: Readonly<Record<TemplateName, string>> = {
  // A phone makes a link of what stands between blanks.
  link:
    '您的{businessType}（{businessItem}）业务需要视频办理，请点击 {link} 进入，{hours} 小时内有效，' +
    '请勿转发。如有疑问请致电 {supportPhone}。',
  code:
    '验证码 {code}，{minutes} 分钟内有效，用于进入视频办理。' +
    '如非本人操作请忽略，切勿告知他人。',
  wechat:
    '您的{businessType}（{businessItem}）业务需要视频办理，请点击 {link} 在微信中进入，{hours} 小时内有效，' +
    '请勿转发。如有疑问请致电 {supportPhone}。',
}

/** Links are forbidden in parameters of approved templates: the address stands in the words, the token alone varies. */
export const templateLinkWords = (publicUrl: string): string =>
  `您的{businessType}业务需要视频办理，请点击 ${publicUrl}/c/{token} 进入，{hours} 小时内有效，请勿转发。`

/** The same for a URL Link: WeChat's address stands in the words. */
export const templateUrlLinkWords =
  '您的{businessType}业务需要视频办理，请点击 https://wxaurl.cn/{linkCode} 在微信中进入，{hours} 小时内有效，请勿转发。'

/** A token of 22 characters in four pieces, for accounts whose parameters may have six characters only. */
const pieces = ['token1', 'token2', 'token3', 'token4'] as const
const ofLink = ['institution', 'businessType', 'businessItem', 'token', ...pieces, 'hours'] as const
const nameChoices: Readonly<Record<TemplateName, readonly string[]>> = {
  link: [...ofLink, 'supportPhone'],
  code: ['institution', 'code', 'minutes'],
  wechat: ['institution', 'businessType', 'businessItem', 'linkCode', 'hours', 'supportPhone'],
}

/** The names in order of their first appearance: the first one is the carrier's {1}. */
export const namesIn = (words: string): string[] => [
  ...new Set([...words.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')),
]

/** As carriers write it, with {1}, {2} …. */
export function numbered(words: string): string {
  const names = namesIn(words)
  return words.replaceAll(/\{(\w+)\}/g, (_, name: string) => `{${names.indexOf(name) + 1}}`)
}

/** What stands in {1}, {2} …, in order. */
export const parametersOf = (words: string, values: Values): string[] =>
  namesIn(words).map((name) => values[name] ?? '')

/** What the customer reads. */
export const filled = (words: string, values: Values): string =>
  words.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '')

/** What is wrong with an operator's words; null where nothing is. */
export function faultIn(kind: TemplateName, words: string): string | null {
  if (/[【】]/.test(words)) return 'the signature is put before it by the carrier'
  const unknown = namesIn(words).find((name) => !nameChoices[kind].includes(name))
  if (unknown !== undefined) return `{${unknown}} is none of ${nameChoices[kind].join(', ')}`
  if (/[{}]/.test(words.replaceAll(/\{\w+\}/g, ''))) return 'a brace stands alone'
  if (kind === 'code') return words.includes('{code}') ? null : '{code} is missing'
  if (kind === 'wechat')
    return /https:\/\/wx[a-z]+\.cn\/\{linkCode\}/.test(words)
      ? null
      : 'it must lead to https://wxaurl.cn/{linkCode}, or another address of URL Links'
  const inPieces = pieces.map((piece) => `{${piece}}`).join('')
  const leads = words.includes('/c/{token}') || words.includes(`/c/${inPieces}`)
  return leads ? null : `it must lead to …/c/{token} or …/c/${inPieces}`
}

/** `url`: the whole link, its token at the end. */
export function linkValues(
  institution: { readonly name: string; readonly supportPhone: string },
  given: { businessType: string; businessItem: string; url: string; hours: number },
): Values {
  const token = given.url.slice(given.url.lastIndexOf('/') + 1)
  return {
    institution: institution.name,
    supportPhone: institution.supportPhone,
    businessType: given.businessType,
    businessItem: given.businessItem,
    link: given.url,
    token,
    ...Object.fromEntries(
      pieces.map((piece, index) => [piece, token.slice(index * 6, index * 6 + 6)]),
    ),
    hours: String(given.hours),
  }
}

/** The values of a link with a URL Link in its place. */
export const urlLinkValues = (values: Values, urlLink: string): Values => ({
  ...values,
  link: urlLink,
  linkCode: urlLink.slice(urlLink.lastIndexOf('/') + 1),
})

export const codeValues = (
  institution: { readonly name: string },
  given: { code: string; minutes: number },
): Values => ({
  institution: institution.name,
  code: given.code,
  minutes: String(given.minutes),
})
