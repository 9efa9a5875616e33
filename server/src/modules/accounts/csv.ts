/** CSV files as people save them: UTF-8 with and without BOM, or what a Chinese Excel calls CSV, which is GBK. */
import { CsvError, parse } from 'csv-parse/sync'
import { AppError } from '../../platform/app-error.ts'

export interface CsvRow {
  /** Of the row's end in the file, from 1: a quoted cell may hold line breaks. */
  readonly line: number
  readonly cells: readonly string[]
}

/** What is UTF-8 to the last byte is taken for it: Chinese text in GBK hardly ever is by chance. */
function decode(bytes: Uint8Array): string {
  for (const encoding of ['utf-8', 'gbk'])
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause
    }
  throw new AppError('csv_unreadable')
}

/** The first `most` rows that are not empty, cells trimmed. Throws `csv_unreadable`. */
export function readCsv(bytes: Uint8Array, most: number): CsvRow[] {
  const text = decode(bytes)
  try {
    const rows = parse(text, {
      info: true,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      to: most,
    }) as unknown as { info: { lines: number }; record: string[] }[]
    return rows.map(({ info, record }) => ({ line: info.lines, cells: record }))
  } catch (cause) {
    if (cause instanceof CsvError) throw new AppError('csv_unreadable', { cause })
    throw cause
  }
}
