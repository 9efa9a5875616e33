import { useLocation, useNavigate } from 'react-router'
import { isPersonal } from './personal.ts'

/** How a list's filter stands in the address. */
export interface AddressCodec<F> {
  readonly read: (params: URLSearchParams) => F
  readonly write: (filter: F) => URLSearchParams
}

/** What belongs to one entry of the browser's history and not into its address. */
interface EntryState {
  /** A search that names a person. */
  readonly search?: string
  /** Cursors of the pages before this one, the first page's being empty. */
  readonly before?: readonly string[]
}

/** Where a list stood, for the way back from a row; travels in the history's state. */
export interface ListPlace {
  readonly list?: {
    readonly pathname: string
    readonly search: string
    readonly state: unknown
  }
}

const cursorName = 'after'

/**
 * A list's filter and page, kept in the address and in the history's state: reload, back and a shared link
 * show the same rows. Another filter takes the entry's place; another page is an entry of its own.
 */
export function useListAddress<F extends { readonly search?: string }>(codec: AddressCodec<F>) {
  const navigate = useNavigate()
  const location = useLocation()
  const state = (location.state ?? {}) as EntryState
  const params = new URLSearchParams(location.search)
  const filter: F = { ...codec.read(params), ...(state.search ? { search: state.search } : {}) }
  const cursor = params.get(cursorName)
  const before = state.before ?? []

  const go = (next: F, page: string, pagesBefore: readonly string[], replace: boolean) => {
    const personal = next.search !== undefined && isPersonal(next.search)
    const { search, ...rest } = next
    const written = codec.write(personal ? (rest as F) : next)
    if (page) written.set(cursorName, page)
    const kept: EntryState = {
      ...(personal && search ? { search } : {}),
      ...(pagesBefore.length > 0 ? { before: pagesBefore } : {}),
    }
    void navigate({ search: written.toString() }, { replace, state: kept })
  }
  return {
    filter,
    cursor,
    change: (next: F) => go(next, '', [], true),
    toNext: (next: string) => go(filter, next, [...before, cursor ?? ''], false),
    /** Null on the first page. A link into the middle knows no page before it and goes to the first. */
    toPrevious: cursor ? () => go(filter, before.at(-1) ?? '', before.slice(0, -1), false) : null,
    place: {
      list: { pathname: location.pathname, search: location.search, state: location.state },
    } satisfies ListPlace,
  }
}
