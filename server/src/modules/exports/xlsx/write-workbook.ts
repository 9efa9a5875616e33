/**
 * A workbook of one sheet, written as it is read: memory holds one batch of rows. The ZIP is yazl's; of
 * SpreadsheetML we need a handful of elements, and the writers there are keep the sheet in memory or are no
 * longer looked after.
 */
import { Readable } from 'node:stream'
import { ZipFile } from 'yazl'
import { aheadOfUtcIn } from './ahead-of-utc.ts'
import {
  cell,
  columnName,
  escapeText,
  headingCell,
  type CellKind,
  type CellValue,
} from './cells.ts'
import {
  contentTypes,
  packageRels,
  sheetEnd,
  sheetStart,
  styles,
  workbook,
  workbookRels,
} from './parts.data.ts'

export interface SheetColumn {
  readonly heading: string
  readonly kind: CellKind
  /** In characters. */
  readonly width: number
}

export interface Sheet {
  readonly name: string
  readonly columns: readonly SheetColumn[]
  readonly timeZone: string
  /** Rows in batches, a value for each column. */
  readonly rows: AsyncIterable<readonly (readonly CellValue[])[]>
}

/** Speed over size: a million rows still come down to a tenth. */
const compressionLevel = 3

async function* sheetXml({ columns, timeZone, rows }: Sheet): AsyncGenerator<string> {
  const aheadOfUtc = aheadOfUtcIn(timeZone)
  const names = columns.map((_, index) => columnName(index))
  const headings = columns.map(({ heading }, index) => headingCell(`${names[index]}1`, heading))
  yield `${sheetStart(columns.map(({ width }) => width))}<row r="1">${headings.join('')}</row>`
  let number = 1
  for await (const batch of rows) {
    let text = ''
    for (const values of batch) {
      number += 1
      text += `<row r="${number}">`
      for (const [index, { kind }] of columns.entries())
        text += cell(`${names[index]}${number}`, kind, values[index] ?? null, aheadOfUtc)
      text += '</row>'
    }
    yield text
  }
  yield sheetEnd
}

/** The bytes of the .xlsx. What `rows` throws, the stream throws. */
export function writeWorkbook(sheet: Sheet): Readable {
  const zip = new ZipFile()
  const output = zip.outputStream as Readable
  const rows = Readable.from(sheetXml(sheet), { objectMode: false, highWaterMark: 64 * 1024 })
  const broken = (cause: Error) => output.destroy(cause)
  zip.on('error', broken)
  rows.on('error', broken)
  // Whoever stops reading stops the rows too.
  output.on('close', () => rows.destroy())
  zip.addBuffer(Buffer.from(contentTypes), '[Content_Types].xml')
  zip.addBuffer(Buffer.from(packageRels), '_rels/.rels')
  zip.addBuffer(Buffer.from(workbook(escapeText(sheet.name))), 'xl/workbook.xml')
  zip.addBuffer(Buffer.from(workbookRels), 'xl/_rels/workbook.xml.rels')
  zip.addBuffer(Buffer.from(styles), 'xl/styles.xml')
  zip.addReadStream(rows, 'xl/worksheets/sheet1.xml', { compressionLevel })
  zip.end()
  return output
}
