import { describe, expect, test } from 'vitest'
import { minutesOf } from './estimate.ts'
import { en } from './i18n/en.ts'
import { zh } from './i18n/zh.ts'

const say = (fromSeconds: number, toSeconds: number, texts = zh) =>
  texts.waitEstimate(...minutesOf({ fromSeconds, toSeconds }))

describe('how long it may still take', () => {
  test('is a range that promises no more than is known', () => {
    expect(say(185, 475)).toBe('预计还需约 3–8 分钟')
    expect(say(185, 475, en)).toBe('About 3–8 more minutes')
  })

  test('says up to where it may be the turn at once', () => {
    expect(say(10, 290)).toBe('预计 5 分钟以内')
    expect(say(0, 0)).toBe('预计 1 分钟以内')
    expect(say(10, 50, en)).toBe('Within 1 minute')
    expect(say(10, 90, en)).toBe('Within 2 minutes')
  })

  test('is one number where both ends meet', () => {
    expect(say(120, 120)).toBe('预计还需约 2 分钟')
    expect(say(60, 60, en)).toBe('About 1 more minute')
  })
})
