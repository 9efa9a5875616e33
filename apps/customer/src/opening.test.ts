import { expect, test } from 'vitest'
import { formatOpening } from './opening.ts'

// By whatever zone the tests run in: the phone's own clock counts.
const at = (day: number, hour: number, minute = 0) => new Date(2026, 0, day, hour, minute)
const now = at(5, 12).getTime()
const say = (date: Date, language: 'zh' | 'en' = 'zh') =>
  formatOpening(date.toISOString(), now, language)

test('today and tomorrow are called so', () => {
  expect(say(at(5, 13, 30))).toBe('今天 13:30')
  expect(say(at(6, 9))).toBe('明天 09:00')
  expect(say(at(6, 0))).toBe('明天 00:00')
  expect(say(at(6, 9), 'en')).toBe('tomorrow 09:00')
})

test('later days have their date and weekday', () => {
  expect(say(at(12, 9))).toBe('1月12日星期一 09:00')
  expect(say(at(12, 9), 'en')).toMatch(/Monday.*12 January.* 09:00/)
})
