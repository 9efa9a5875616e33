import { describe, expect, it } from 'vitest'
import {
  clockTime,
  copyOf,
  hoursOf,
  officeRow,
  problemOfRow,
  rowsOf,
  spanWords,
  type HoursWriting,
} from './hours.ts'

const chinese: HoursWriting = {
  day: (weekday) => `周${'一二三四五六日'[weekday - 1]}`,
  everyDay: '每天',
  comma: '、',
  through: (first, last) => `${first}至${last}`,
}
const words = (days: number[]) => spanWords({ days, from: '09:00', to: '18:00' }, chinese)

describe('a time', () => {
  it('is taken as people type it', () => {
    for (const typed of ['09:30', '9:30', '09：30', '0930', '930', ' 9:30 '])
      expect(clockTime(typed)).toBe('09:30')
    expect(clockTime('24:00')).toBe('24:00')
    expect(clockTime('0:00')).toBe('00:00')
  })

  it('is refused where there is no such time', () => {
    for (const typed of ['', '9', '24:01', '25:00', '12:60', '9:3', '-1:00', 'noon'])
      expect(clockTime(typed)).toBeNull()
  })
})

describe('a row', () => {
  it('needs a day, two times and an end after its beginning', () => {
    const row = officeRow()
    expect(problemOfRow(row)).toBeNull()
    expect(problemOfRow({ ...row, days: [] })).toBe('noDays')
    expect(problemOfRow({ ...row, from: '' })).toBe('noTime')
    expect(problemOfRow({ ...row, from: '18:00', to: '18:00' })).toBe('backwards')
    expect(problemOfRow({ ...row, from: '22:00', to: '06:00' })).toBe('backwards')
    expect(problemOfRow({ ...row, from: '22:00', to: '24:00' })).toBeNull()
    expect(problemOfRow({ ...row, from: '9:00', to: '10:00' })).toBeNull()
  })

  it('is copied with a key of its own', () => {
    const row = officeRow()
    expect(copyOf(row)).toEqual({ ...row, key: expect.not.stringMatching(`^${row.key}$`) })
  })
})

describe('hours', () => {
  it('are sent as the contract wants them, and null where no row is left', () => {
    expect(hoursOf([])).toBeNull()
    expect(hoursOf([{ key: 'a', days: [5, 1], from: '9:00', to: '24:00' }])).toEqual([
      { days: [1, 5], from: '09:00', to: '24:00' },
    ])
  })

  it('come back as they were stored', () => {
    const stored = [{ days: [6, 7], from: '10:00', to: '16:00' }]
    expect(hoursOf(rowsOf(stored))).toEqual(stored)
    expect(rowsOf(null)).toEqual([])
  })

  it('are written as people say them', () => {
    expect(words([1, 2, 3, 4, 5])).toBe('周一至周五 09:00–18:00')
    expect(words([7, 6])).toBe('周六、周日 09:00–18:00')
    expect(words([1, 3, 4, 5, 7])).toBe('周一、周三至周五、周日 09:00–18:00')
    expect(words([1, 2, 3, 4, 5, 6, 7])).toBe('每天 09:00–18:00')
  })
})
