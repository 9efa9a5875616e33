import { describe, expect, it } from 'vitest'
import { accentFrom, contrast, isColour, mix } from './colour.ts'
import { palettes } from './tokens.ts'

/** Pale, loud, dark and grey: what institutions choose. */
const chosen = ['#ffff00', '#ffffff', '#000000', '#e60012', '#00a0e9', '#0b3d91', '#808080']

it('measures contrast as WCAG does', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
  expect(contrast('#ffffff', '#ffffff')).toBe(1)
  expect(contrast('#767676', '#ffffff')).toBeCloseTo(4.54, 2)
})

it('knows a colour by its six digits', () => {
  expect(['#1a2B3c', '#fff', '1a2b3c', '#1a2b3g', ''].map(isColour)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

it('mixes two colours', () => {
  expect(mix('#000000', '#ffffff', 0.5)).toBe('#808080')
  expect(mix('#102030', '#ffffff', 0)).toBe('#102030')
})

describe.each(['light', 'dark'] as const)('an accent in the %s scheme', (scheme) => {
  const { surface } = palettes[scheme]

  it.each(chosen)(
    'from %s leaves words readable on it, beside it and on its soft ground',
    (each) => {
      const { accent, accentStrong, accentSoft } = accentFrom(each, surface, scheme)
      expect(contrast('#ffffff', accent)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(accentStrong, surface)).toBeGreaterThanOrEqual(4.5)
      expect(contrast(accentStrong, accentSoft)).toBeGreaterThanOrEqual(4.5)
    },
  )

  it.each(chosen)('from %s can be seen against the surface', (each) => {
    const { accent } = accentFrom(each, surface, scheme)
    expect(contrast(accent, surface)).toBeGreaterThanOrEqual(2.95)
  })
})

it('keeps a colour that is readable as it is', () => {
  expect(accentFrom('#2a6590', '#ffffff', 'light').accent).toBe('#2a6590')
})
