/** The institution's colour as the page's accent: whatever it is, words on it and beside it stay readable. */

type Rgb = readonly number[]

const rgbOf = (colour: string): Rgb => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16))

/** `share` of `to` in `from`; all `#rrggbb`. */
function mix(from: string, to: string, share: number): string {
  const end = rgbOf(to)
  const mixed = rgbOf(from).map((channel, at) => channel + ((end[at] ?? 0) - channel) * share)
  return `#${mixed.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('')}`
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = rgbOf(colour).map((channel) => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** From 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

interface Scheme {
  /** Towards this the colour goes until it can be read. */
  readonly towards: string
  /** Words on the accent, and the grounds (base.css) on which it is the words' colour itself. */
  readonly beside: readonly string[]
  readonly ground: string
  readonly softness: number
}

const light: Scheme = {
  towards: '#000000',
  beside: ['#ffffff', '#f4f6f8'],
  ground: '#ffffff',
  softness: 0.88,
}
const dark: Scheme = {
  towards: '#ffffff',
  beside: ['#0b1a2b', '#1a222c'],
  ground: '#0f141a',
  softness: 0.8,
}

function accentIn(scheme: Scheme, colour: string) {
  for (let step = 0; ; step += 1) {
    const accent = mix(colour, scheme.towards, step / 20)
    const soft = mix(accent, scheme.ground, scheme.softness)
    const readable = [...scheme.beside, soft].every((each) => contrast(accent, each) >= 4.5)
    if (readable || step === 20) return { accent, soft }
  }
}

/** The accents of both schemes from `#rrggbb`, as the style sheet names them. */
export function accentsOf(colour: string): Record<string, string> {
  const [day, night] = [accentIn(light, colour), accentIn(dark, colour)]
  return {
    '--own-accent': day.accent,
    '--own-accent-soft': day.soft,
    '--own-accent-dark': night.accent,
    '--own-accent-dark-soft': night.soft,
  }
}

/** Puts the institution's colour on the page; null leaves the product's own. */
export function wearColour(colour: string | null): void {
  if (colour === null || !/^#[0-9a-f]{6}$/i.test(colour)) return
  for (const [name, value] of Object.entries(accentsOf(colour)))
    document.documentElement.style.setProperty(name, value)
}
