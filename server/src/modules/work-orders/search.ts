import type { AppContext } from '../../context.ts'

/** What a search may mean, told by its shape; each part null where it cannot be meant. */
export interface SearchTerms {
  /** The beginning of a task number. */
  readonly taskNumber: string | null
  /** The beginning of a policy or case number, whatever the case. */
  readonly number: string
  /** The beginning of a name. */
  readonly name: string | null
  /** Blind indexes of a whole phone or ID number. */
  readonly phone: Buffer | null
  readonly idNumber: Buffer | null
}

/** Reads the one search box of the list. `search` is not empty. */
export function searchTerms(
  search: string,
  { phone, idNumber }: AppContext['blindIndexes'],
): SearchTerms {
  const digits = /^\d+$/.test(search)
  const upper = search.toUpperCase()
  return {
    taskNumber: digits ? search : null,
    number: search,
    name: digits ? null : search,
    phone: /^1[3-9]\d{9}$/.test(search) ? phone(search) : null,
    idNumber: /^(\d{15}|\d{17}[\dX])$/.test(upper) ? idNumber(upper) : null,
  }
}
