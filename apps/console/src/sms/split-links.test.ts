import { expect, it } from 'vitest'
import { splitLinks } from './split-links.ts'

it('finds the link of a message, without the Chinese around it', () => {
  expect(splitLinks('【示例】请点击http://127.0.0.1:8080/c/aB_c-12345，7 天内有效。')).toEqual([
    { text: '【示例】请点击', link: false },
    { text: 'http://127.0.0.1:8080/c/aB_c-12345', link: true },
    { text: '，7 天内有效。', link: false },
  ])
})

it('leaves the full stop after a link to the sentence', () => {
  expect(splitLinks('Open https://a.example/c/xyz.')).toEqual([
    { text: 'Open ', link: false },
    { text: 'https://a.example/c/xyz', link: true },
    { text: '.', link: false },
  ])
})

it('leaves a message without a link whole', () => {
  expect(splitLinks('验证码 123456')).toEqual([{ text: '验证码 123456', link: false }])
})
