/** The page's one store: enters by the link or comes back on its seat, then follows the server's snapshot. */
import { ApiError } from '@veridesk/contract/api-client'
import type { CustomerView } from '@veridesk/contract/customer'
import type { ErrorCode } from '@veridesk/contract/errors'
import { useEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks'
import { enter, fetchChoice, fetchFront, fetchSession } from './api.ts'
import { linkTokenOf, phoneOfHash } from './link.ts'
import { initialState, isFatal, reduce, screenOf } from './state.ts'
import type { Screen, StateEvent } from './state.ts'

const retryAfterMs = 2_000

export interface Session {
  readonly view: CustomerView | null
  readonly screen: Screen
  /** Came here by phone number, and may choose another matter. */
  readonly byPhone: boolean
  /** Server clock minus own clock, ms. */
  readonly skew: number
  /** Of the link this page was opened with; kept in memory only. */
  readonly token: string | null
  /** Does `work`, shows its snapshot, and says the code where it was refused. */
  readonly act: (
    work: () => Promise<CustomerView>,
    type?: 'entered' | 'updated',
  ) => Promise<ErrorCode | undefined>
  /** Fetches the snapshot, again and again until the server answers. */
  readonly refresh: () => void
  /** Opens the page anew, with the link where it is still known. */
  readonly reopen: () => void
  /** Leaves link and seat for the entry by phone number (manual 4.2); a phone proven just now goes on to its matters. */
  readonly knock: () => Promise<void>
  /** Asks for a phone number; `code` says why again. */
  readonly askPhone: (code?: ErrorCode) => Promise<void>
  readonly dispatch: (event: StateEvent) => void
}

const isCode = (cause: unknown, code: ErrorCode): boolean =>
  cause instanceof ApiError && cause.code === code

export function useSession(): Session {
  const [state, dispatch] = useReducer(reduce, initialState)
  const [token, setToken] = useState(() => linkTokenOf(location.pathname))
  const tokenRef = useRef(token)

  const actions = useMemo(() => {
    let refreshing = false
    let dirty = false

    const act: Session['act'] = async (work, type = 'updated') => {
      try {
        const view = await work()
        dispatch({ type, view, at: Date.now() })
        // The seat cookie carries on from here: the token leaves the address bar and the history.
        if (type === 'entered' && tokenRef.current !== null) history.replaceState(null, '', '/c')
        return undefined
      } catch (cause) {
        if (!(cause instanceof ApiError)) throw cause
        if (isFatal(cause.code)) dispatch({ type: 'refused', code: cause.code })
        else if (cause.status === 409) refresh()
        return cause.code
      }
    }

    const refresh = (): void => {
      dirty = true
      if (refreshing) return
      refreshing = true
      void refreshUntilClean()
    }

    const refreshUntilClean = async (): Promise<void> => {
      while (dirty) {
        dirty = false
        const code = await act(fetchSession)
        if (code === undefined || isFatal(code)) continue
        dirty = true
        await new Promise((resolve) => setTimeout(resolve, retryAfterMs))
      }
      refreshing = false
    }

    const refuse = (cause: unknown): void => {
      if (!(cause instanceof ApiError)) throw cause
      dispatch({ type: 'refused', code: cause.code })
    }

    const askPhone: Session['askPhone'] = (code) =>
      fetchFront().then((front) => dispatch({ type: 'met', front, code: code ?? null }), refuse)

    const knock: Session['knock'] = async () => {
      tokenRef.current = null
      setToken(null)
      if (location.pathname !== '/c') history.replaceState(null, '', '/c')
      try {
        dispatch({ type: 'proven', choice: await fetchChoice() })
      } catch (cause) {
        if (!isCode(cause, 'phone_unproven')) return refuse(cause)
        await askPhone()
      }
    }

    const open = async (): Promise<void> => {
      const link = tokenRef.current
      if (link !== null) {
        const code = await act(() => enter(link), 'entered')
        if (code)
          dispatch({ type: 'refused', code: code === 'invalid_input' ? 'link_invalid' : code })
        return
      }
      const typed = phoneOfHash(location.hash)
      // For the page that asks, and out of the address bar.
      if (typed !== null) history.replaceState({ phone: typed }, '', '/c')
      try {
        const view = await fetchSession()
        // A number typed just now is for something new, unless this device still waits or talks.
        const live = view.call !== null && view.call.status !== 'ended'
        if (typed !== null && !live) return askPhone()
        dispatch({ type: 'resumed', view, at: Date.now() })
      } catch (cause) {
        if (isCode(cause, 'no_seat')) return typed === null ? knock() : askPhone()
        refuse(cause)
      }
    }

    const reopen = (): void => {
      dispatch({ type: 'loading' })
      void open()
    }
    return { act, refresh, reopen, knock, askPhone, open }
  }, [])

  useEffect(() => void actions.open(), [actions])

  return {
    view: state.view,
    screen: screenOf(state),
    byPhone: state.byPhone,
    skew: state.skew,
    token,
    act: actions.act,
    refresh: actions.refresh,
    reopen: actions.reopen,
    knock: actions.knock,
    askPhone: actions.askPhone,
    dispatch,
  }
}
