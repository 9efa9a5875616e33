/** The colours of the console, light and dark: one table for antd's theme and for our own styles. */

export interface Palette {
  readonly accent: string
  readonly accentStrong: string
  readonly accentSoft: string
  readonly page: string
  readonly surface: string
  readonly surfaceRaised: string
  readonly surfaceSunken: string
  readonly line: string
  /** Borders of what can be operated: 3:1 against its ground (WCAG 1.4.11). */
  readonly lineStrong: string
  readonly text: string
  readonly textSoft: string
  readonly textFaint: string
  readonly amber: string
  readonly amberSoft: string
  readonly blue: string
  readonly blueSoft: string
  readonly green: string
  readonly greenSoft: string
  readonly red: string
  readonly redSoft: string
  /** Words on red. */
  readonly onRed: string
  readonly grey: string
  readonly greySoft: string
}

export const palettes: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    accent: '#2a6590',
    accentStrong: '#1f4f73',
    accentSoft: '#e6f0f6',
    page: '#f3f5f8',
    surface: '#ffffff',
    surfaceRaised: '#ffffff',
    surfaceSunken: '#f7f9fb',
    line: '#dde3ea',
    lineStrong: '#8593a1',
    text: '#1b2631',
    textSoft: '#4c5a68',
    textFaint: '#647282',
    amber: '#8a5300',
    amberSoft: '#fdf1da',
    blue: '#1d5f93',
    blueSoft: '#e3f0fa',
    green: '#1f6b3d',
    greenSoft: '#e2f4e8',
    red: '#b3261e',
    redSoft: '#fdeae8',
    onRed: '#ffffff',
    grey: '#55616d',
    greySoft: '#eceff3',
  },
  dark: {
    accent: '#387aa9',
    accentStrong: '#7db9e0',
    accentSoft: '#1c3345',
    page: '#11161c',
    surface: '#181f27',
    surfaceRaised: '#202933',
    surfaceSunken: '#141a21',
    line: '#303b47',
    lineStrong: '#6f7e8c',
    text: '#e6ebf0',
    textSoft: '#b0bcc8',
    textFaint: '#93a1af',
    amber: '#f0b95b',
    amberSoft: '#3a2d14',
    blue: '#84bfe8',
    blueSoft: '#1a3347',
    green: '#7fcf9b',
    greenSoft: '#173423',
    red: '#f2938c',
    redSoft: '#43201e',
    onRed: '#2b0b09',
    grey: '#b0bcc8',
    greySoft: '#2a343f',
  },
}

export const fontFamily =
  "-apple-system, 'Segoe UI', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif"
