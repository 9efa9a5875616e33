import { describe, expect, it } from 'vitest'
import {
  codeValues,
  faultIn,
  filled,
  freeWords,
  linkValues,
  namesIn,
  numbered,
  parametersOf,
  templateLinkWords,
} from './words.ts'

const institution = { name: '某某人寿', supportPhone: '400-000-0000' }
const token = 'AbCdEfGhIjKlMnOpQrStUv'
const url = `https://v.example/c/${token}`
const values = linkValues(institution, {
  businessType: '保全',
  businessItem: '变更投保人',
  url,
  hours: 72,
})

describe('the words of the link message', () => {
  it('tell the matter, the link and how long it is good', () => {
    const text = filled(freeWords.link, values)
    // A phone makes a link of what stands between blanks.
    expect(text).toContain(` ${url} `)
    for (const part of ['保全', '变更投保人', '72 小时', '400-000-0000'])
      expect(text).toContain(part)
  })

  it('keep the address in the words where the carrier forbids links in parameters', () => {
    const words = templateLinkWords('https://v.example')
    expect(faultIn('link', words)).toBeNull()
    expect(numbered(words)).toBe(
      '您的{1}业务需要视频办理，请点击 https://v.example/c/{2} 进入，{3} 小时内有效，请勿转发。',
    )
    expect(parametersOf(words, values)).toEqual(['保全', token, '72'])
    expect(filled(words, values)).toContain(` ${url} `)
  })

  it('can carry the token in pieces of six', () => {
    const words = '请点击 https://v.example/c/{token1}{token2}{token3}{token4} 进入{businessType}'
    expect(faultIn('link', words)).toBeNull()
    expect(parametersOf(words, values)).toEqual(['AbCdEf', 'GhIjKl', 'MnOpQr', 'StUv', '保全'])
    expect(filled(words, values)).toContain(` ${url} `)
  })

  it('number a name that stands twice once', () => {
    const words = '{hours} {token} {hours}'
    expect(numbered(words)).toBe('{1} {2} {1}')
    expect(namesIn(words)).toEqual(['hours', 'token'])
  })

  it('stay words where a value looks like a name', () => {
    const odd = { ...values, businessType: '{code}' }
    expect(filled('{businessType} {hours}', odd)).toBe('{code} 72')
  })
})

it('the code message warns against passing it on', () => {
  const text = filled(freeWords.code, codeValues(institution, { code: '012345', minutes: 5 }))
  expect(text).toMatch(/^验证码 012345，5 分钟内有效/)
  expect(text).toContain('切勿告知他人')
})

it.each([
  ['link', '请点击 https://v.example/{token}', '/c/{token}'],
  ['link', '请点击 {link}', '{link} is none of'],
  ['link', '【某某】https://v.example/c/{token}', 'signature'],
  ['link', 'https://v.example/c/{token} {', 'brace'],
  ['link', 'https://v.example/c/{token1}{token2}{token3}', '/c/{token}'],
  ['code', '验证码', '{code} is missing'],
  ['code', '验证码 {code} {token}', '{token} is none of'],
] as const)('as words of a %s message %j are refused', (kind, words, fault) => {
  expect(faultIn(kind, words)).toContain(fault)
})
