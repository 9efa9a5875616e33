import { expect, test } from 'vitest'
import { zh } from './i18n/zh.ts'
import { titleOf } from './use-summons.ts'

const title = (status: 'queued' | 'ringing' | 'active' | 'ended', ahead = 0) =>
  titleOf({ id: 'call-1', status, ahead }, zh)

test("the page's name follows the queue", () => {
  expect(title('queued', 3)).toBe('前面还有 3 位')
  expect(title('queued')).toBe('您是下一位')
  expect(title('ringing', 3)).toBe('正在为您接通')
})

test('outside the queue the page has its own name', () => {
  expect(title('active')).toBe('视频办理')
  expect(title('ended')).toBe('视频办理')
  expect(titleOf(null, zh)).toBe('视频办理')
})
