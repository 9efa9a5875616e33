import { expect, it } from 'vitest'
import { codeText, linkText } from './texts.ts'

const sender = { institutionName: '某某人寿', supportPhone: '400-000-0000' }

it('the link message is signed and tells the matter, the link and how long it is good', () => {
  const url = 'https://v.example/c/AAAAAAAAAAAAAAAAAAAAAA'
  const matter = { businessType: '保全', businessItem: '变更投保人', url, hours: 72 }
  const text = linkText(sender, matter)
  expect(text).toMatch(/^【某某人寿】/)
  // A phone makes a link of what stands between blanks.
  expect(text).toContain(` ${url} `)
  for (const part of ['保全', '变更投保人', '72 小时', '400-000-0000']) expect(text).toContain(part)
})

it('the code message is signed and warns against passing it on', () => {
  const text = codeText(sender, { code: '012345', minutes: 5 })
  expect(text).toMatch(/^【某某人寿】验证码 012345，5 分钟内有效/)
  expect(text).toContain('切勿告知他人')
})
