/** What an export can be of: whose permission it takes, its columns, and where its rows come from. */
import type { AccountPermission } from '@veridesk/contract/permissions'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { CellKind, CellValue } from './xlsx/cells.ts'

export type Language = 'zh' | 'en'
export type Words = Readonly<Record<Language, string>>

export interface Column<Row> {
  readonly heading: Words
  readonly width: number
  readonly kind: CellKind
  readonly value: (row: Row, language: Language) => CellValue
}

export interface Asked<Filter> {
  readonly ctx: AppContext
  readonly actor: AccountActor
  readonly filter: Filter
}

interface Definition<Filter, Row> {
  readonly permission: AccountPermission
  /** Of the sheet, and the beginning of the file's name. */
  readonly title: Words
  readonly columns: readonly Column<Row>[]
  /** How many rows there are, counted up to `limit`. */
  readonly count: (asked: Asked<Filter>, limit: number) => Promise<number>
  /** The rows in batches, newest first. */
  readonly batches: (asked: Asked<Filter>) => AsyncIterable<readonly Row[]>
}

export interface ExportKind<Filter> {
  readonly permission: AccountPermission
  readonly title: Words
  readonly columns: readonly Pick<Column<never>, 'heading' | 'width' | 'kind'>[]
  readonly count: Definition<Filter, never>['count']
  readonly cells: (asked: Asked<Filter>, language: Language) => AsyncIterable<CellValue[][]>
}

export const rowsPerBatch = 1_000

/** Hides what a row is: outside there are only cells. */
export function exportKind<Filter, Row>({
  permission,
  title,
  columns,
  count,
  batches,
}: Definition<Filter, Row>): ExportKind<Filter> {
  return {
    permission,
    title,
    columns,
    count,
    async *cells(asked, language) {
      for await (const rows of batches(asked))
        yield rows.map((row) => columns.map(({ value }) => value(row, language)))
    },
  }
}

export const yesOrNo = (value: boolean, language: Language): string =>
  ({ zh: ['否', '是'], en: ['No', 'Yes'] })[language][value ? 1 : 0] ?? ''

export const timeOf = (text: string | null): Date | null => (text === null ? null : new Date(text))
