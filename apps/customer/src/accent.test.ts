import { describe, expect, it } from 'vitest'
import { accentsOf, contrast } from './accent.ts'

it('a colour that can be read is worn as it is', () => {
  expect(accentsOf('#1d5fa8')['--own-accent']).toBe('#1d5fa8')
})

describe.each(['#ffff00', '#ffffff', '#7fd4c1', '#d4002a', '#808080', '#000000', '#1d5fa8'])(
  '%s',
  (colour) => {
    const accents = accentsOf(colour)
    it.each([
      ['--own-accent', '#ffffff'],
      ['--own-accent', '#f4f6f8'],
      ['--own-accent-dark', '#0b1a2b'],
      ['--own-accent-dark', '#1a222c'],
    ])('%s is readable with %s', (name, other) => {
      expect(contrast(accents[name] ?? '', other)).toBeGreaterThanOrEqual(4.5)
    })

    it('is readable on its own soft ground', () => {
      for (const name of ['--own-accent', '--own-accent-dark'])
        expect(contrast(accents[name] ?? '', accents[`${name}-soft`] ?? '')).toBeGreaterThanOrEqual(
          4.5,
        )
    })
  },
)

it('contrast is that of the guidelines', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
})
