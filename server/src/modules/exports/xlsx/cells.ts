/** Cells of a sheet as SpreadsheetML (ISO/IEC 29500-1, 18.3.1). Nothing here ever writes a formula. */

/** `time`: a Date. `duration`: seconds. Null is an empty cell. */
export type CellKind = 'text' | 'number' | 'time' | 'duration'
export type CellValue = string | number | Date | null

/** Indexes into `cellXfs` of parts.data.ts. */
const styleOf = { heading: 1, text: 2, quoted: 3, time: 4, duration: 5, number: 0 } as const

/** What Excel holds in one cell. */
const longestText = 32_767

// oxlint-disable-next-line no-control-regex -- exactly the characters that XML 1.0 has no way to write
const notInXml = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Text between tags. A reader takes `_x000D_` for a carriage return, so an underscore that only looks so is escaped. */
export const escapeText = (text: string): string =>
  text
    .slice(0, longestText)
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(notInXml, '')
    .replace(/[&<>]/g, (character) => entities[character] ?? '')
    .replaceAll('\r', '_x000D_')

/** A program that takes a text for a formula once it is edited, or saved as CSV, goes by these. */
const looksLikeFormula = /^[=+\-@\t\r]/

const textCell = (reference: string, text: string, style: number): string =>
  `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escapeText(text)}</t></is></c>`

const numberCell = (reference: string, value: number, style: number): string =>
  `<c r="${reference}" s="${style}"><v>${value}</v></c>`

/** A, B, ..., Z, AA, ... for 0, 1, .... */
export function columnName(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : columnName(Math.floor(index / 26) - 1) + last
}

const dayMs = 86_400_000
/** Days from 1899-12-30, where Excel's count begins, to 1970-01-01. */
const epochDays = 25_569
/** 0.1 ms: a day's fraction is seldom exact in binary, and readers that cut instead of rounding would lose one. */
const hairDays = 1e-9

/** One cell; `aheadOfUtc` gives the milliseconds that the institution's clock is ahead of UTC at a time. */
export function cell(
  reference: string,
  kind: CellKind,
  value: CellValue,
  aheadOfUtc: (at: Date) => number,
): string {
  if (value === null) return ''
  if (value instanceof Date) {
    const wallClock = Math.floor((value.getTime() + aheadOfUtc(value)) / 1_000) * 1_000
    return numberCell(reference, wallClock / dayMs + epochDays + hairDays, styleOf.time)
  }
  if (typeof value === 'number')
    return kind === 'duration'
      ? numberCell(reference, value / 86_400, styleOf.duration)
      : numberCell(reference, value, styleOf.number)
  return textCell(reference, value, looksLikeFormula.test(value) ? styleOf.quoted : styleOf.text)
}

export const headingCell = (reference: string, text: string): string =>
  textCell(reference, text, styleOf.heading)
