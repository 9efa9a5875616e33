import { describe, expect, it } from 'vitest'
import { refusalOf, type CodeLimits, type RecentCode } from './rules.ts'

const limits: CodeLimits = {
  coolDownSeconds: 60,
  codesPerPhonePerHour: 3,
  codesPerAddressPerHour: 5,
  codesPerHour: 8,
}
/** Newest first, a minute and a half apart, the newest so old. */
const codes = (count: number, of: Partial<RecentCode>, newest = 100): RecentCode[] =>
  Array.from({ length: count }, (_, index) => ({
    samePhone: false,
    sameAddress: false,
    ageSeconds: newest + 90 * index,
    ...of,
  }))

describe('another code', () => {
  it('is sent where none was asked for', () => {
    expect(refusalOf([], limits)).toBeNull()
  })

  it('cools down after the last one for the same phone, to the second', () => {
    expect(refusalOf(codes(1, { samePhone: true }, 20.4), limits)).toEqual({
      code: 'sms_cooling_down',
      retryAfter: 40,
    })
    expect(refusalOf(codes(1, { samePhone: true }, 60), limits)).toBeNull()
    expect(refusalOf(codes(1, { sameAddress: true }, 1), limits)).toBeNull()
  })

  it.each([
    [{ samePhone: true }, 3],
    [{ sameAddress: true }, 5],
    [{}, 8],
  ])('is refused once as many were sent within the hour: %j', (of, most) => {
    expect(refusalOf(codes(most - 1, of), limits)).toBeNull()
    // Until the oldest of them is an hour old.
    expect(refusalOf(codes(most, of), limits)).toEqual({
      code: 'too_many_codes',
      retryAfter: 3_600 - 100 - 90 * (most - 1),
    })
  })

  it('waits for the longest of the limits that it met', () => {
    const recent = [
      ...codes(3, { samePhone: true }, 100),
      ...codes(5, { sameAddress: true }, 1_000),
    ]
    expect(
      refusalOf(
        recent.toSorted((a, b) => a.ageSeconds - b.ageSeconds),
        limits,
      ),
    ).toEqual({
      code: 'too_many_codes',
      retryAfter: 3_600 - 280,
    })
  })
})
