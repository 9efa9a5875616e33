import { describe, expect, it } from 'vitest'
import { checkIdNumber } from './id-number.ts'

describe('an ID number on the form', () => {
  it('is good with a real date and the right check character', () => {
    expect(checkIdNumber('11010519491231002X')).toBe('good')
    expect(checkIdNumber(' 11010519491231002x ')).toBe('good')
    expect(checkIdNumber('110105491231002')).toBe('good')
  })

  it('is refused with the wrong length or characters', () => {
    for (const value of ['', '123', '1101051949123100', '11010519491231002A', 'X10105194912310021'])
      expect(checkIdNumber(value)).toBe('refused')
  })

  it("warns where the check character or the date is wrong, as in the manual's own samples", () => {
    expect(checkIdNumber('110105194912310021')).toBe('doubtful')
    expect(checkIdNumber('432929202007000515')).toBe('doubtful')
    expect(checkIdNumber('654646464646565')).toBe('doubtful')
  })

  it('warns where the birthday has not come yet', () => {
    expect(checkIdNumber('11010519491231002X', new Date(1949, 10, 1))).toBe('doubtful')
  })
})
