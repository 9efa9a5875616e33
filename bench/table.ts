/** Prints a bench's result for people. */
import type { BenchResult } from './result.ts'

/** Rows as aligned columns: words to the left, numbers to the right. */
export const table = (rows: BenchResult['rows']): string => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const cells = rows.map((row) => names.map((name) => String(row[name] ?? '')))
  const widths = names.map((name, column) =>
    Math.max(name.length, ...cells.map((row) => row[column]?.length ?? 0)),
  )
  const isNumber = names.map((name) => rows.some((row) => typeof row[name] === 'number'))
  const line = (row: string[]): string =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0
        return isNumber[column] ? cell.padStart(width) : cell.padEnd(width)
      })
      .join('  ')
      .trimEnd()
  return [line(names), line(widths.map((width) => '-'.repeat(width))), ...cells.map(line)].join(
    '\n',
  )
}

/** The whole result: table, aims with ✓ or ✗, notes. */
export const report = ({ name, rows, aims, notes = [] }: BenchResult): string =>
  [
    `bench ${name}`,
    '',
    table(rows),
    '',
    ...aims.map(({ aim, value, limit, met }) => `${met ? '✓' : '✗'} ${aim}: ${value} (${limit})`),
    ...notes.map((note) => `  ${note}`),
  ].join('\n')
