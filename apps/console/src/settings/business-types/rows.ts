/** An ordered list of named rows that is edited: business items, photo categories. */
export interface Row {
  /** Of this page; stays with the row while it is renamed and moved. */
  readonly key: string
  /** The server's; a new row has none. */
  readonly id?: string
  readonly name: string
  readonly required: boolean
}

let made = 0

/** A row of what is stored, or a new one. */
export function row(from: { id?: string; name?: string; required?: boolean } = {}): Row {
  made += 1
  return {
    key: from.id ?? `new-${made}`,
    ...(from.id ? { id: from.id } : {}),
    name: from.name ?? '',
    required: from.required ?? false,
  }
}

/** With one entry a place further up (-1) or down (1); at the edge it stays. */
export function moved<T>(list: readonly T[], index: number, by: -1 | 1): readonly T[] {
  const to = index + by
  const entry = list[index]
  if (entry === undefined || to < 0 || to >= list.length) return list
  return list.toSpliced(index, 1).toSpliced(to, 0, entry)
}

export type RowProblem = 'empty' | 'twice' | 'missing'

/** What is wrong with the list; null where it may be saved. Spaces around a name do not count. */
export function problemOf(rows: readonly Row[], atLeastOne: boolean): RowProblem | null {
  if (atLeastOne && rows.length === 0) return 'missing'
  const names = rows.map((each) => each.name.trim())
  if (names.includes('')) return 'empty'
  return new Set(names).size < names.length ? 'twice' : null
}
