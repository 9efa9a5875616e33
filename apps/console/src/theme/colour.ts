/** The accent from an institution's colour: whatever it is, words on it and beside it stay readable (WCAG 2.2 AA). */
import type { Palette } from './tokens.ts'

type Rgb = readonly [number, number, number]

const pattern = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i

function parse(colour: string): Rgb {
  const [, red = '0', green = '0', blue = '0'] = pattern.exec(colour) ?? []
  return [parseInt(red, 16), parseInt(green, 16), parseInt(blue, 16)]
}

const hex = (rgb: Rgb): string =>
  `#${rgb.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

/** `share` of `to` in `from`; both `#rrggbb`. */
export function mix(from: string, to: string, share: number): string {
  const a = parse(from)
  const b = parse(to)
  const at = (index: 0 | 1 | 2) => a[index] + (b[index] - a[index]) * share
  return hex([at(0), at(1), at(2)])
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red, green, blue] = parse(colour).map((channel) => {
    const share = channel / 255
    return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

/** The first step from `from` towards `to` that is good; `to` where none is. */
function towards(from: string, to: string, good: (colour: string) => boolean): string {
  for (let step = 0; step <= 100; step += 1) {
    const colour = mix(from, to, step / 100)
    if (good(colour)) return colour
  }
  return to
}

export const isColour = (text: string): boolean => pattern.test(text)

/** What words need on a ground (WCAG 1.4.3). */
export const readable = 4.5
/** What the edge of a control needs (WCAG 1.4.11). */
const visible = 3

type Accent = Pick<Palette, 'accent' | 'accentStrong' | 'accentSoft'>

/** Accents for one scheme: white words on `accent`, `accentStrong` as words on the surface and on `accentSoft`. */
export function accentFrom(colour: string, surface: string, scheme: 'light' | 'dark'): Accent {
  const onWhite = (each: string) => contrast(each, '#ffffff') >= readable
  if (scheme === 'light') {
    const accent = towards(colour, '#000000', onWhite)
    const accentSoft = mix(accent, '#ffffff', 0.89)
    const accentStrong = towards(
      mix(accent, '#000000', 0.2),
      '#000000',
      (each) => contrast(each, accentSoft) >= readable,
    )
    return { accent, accentStrong, accentSoft }
  }
  const seen = towards(colour, '#ffffff', (each) => contrast(each, surface) >= visible)
  const accent = towards(seen, '#000000', onWhite)
  const accentSoft = mix(surface, accent, 0.28)
  const accentStrong = towards(
    accent,
    '#ffffff',
    (each) => contrast(each, surface) >= 7 && contrast(each, accentSoft) >= readable,
  )
  return { accent, accentStrong, accentSoft }
}
