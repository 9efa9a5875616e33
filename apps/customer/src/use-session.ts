/** The page's one store: enters by the link or comes back on its seat, then follows the server's snapshot. */
import { ApiError } from '@veridesk/contract/api-client'
import type { CustomerView } from '@veridesk/contract/customer'
import type { ErrorCode } from '@veridesk/contract/errors'
import { useEffect, useMemo, useReducer, useState } from 'preact/hooks'
import { enter, fetchSession } from './api.ts'
import { linkTokenOf } from './link.ts'
import { initialState, isFatal, reduce, screenOf } from './state.ts'
import type { Screen, StateEvent } from './state.ts'

const retryAfterMs = 2_000

export interface Session {
  readonly view: CustomerView | null
  readonly screen: Screen
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
  readonly dispatch: (event: StateEvent) => void
}

export function useSession(): Session {
  const [state, dispatch] = useReducer(reduce, initialState)
  const [token] = useState(() => linkTokenOf(location.pathname))

  const actions = useMemo(() => {
    let refreshing = false
    let dirty = false

    const act: Session['act'] = async (work, type = 'updated') => {
      try {
        const view = await work()
        dispatch({ type, view, at: Date.now() })
        // The seat cookie carries on from here: the token leaves the address bar and the history.
        if (type === 'entered') history.replaceState(null, '', '/c')
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

    const open = async (): Promise<void> => {
      if (token !== null) {
        const code = await act(() => enter(token), 'entered')
        if (code)
          dispatch({ type: 'refused', code: code === 'invalid_input' ? 'link_invalid' : code })
        return
      }
      try {
        dispatch({ type: 'resumed', view: await fetchSession(), at: Date.now() })
      } catch (cause) {
        if (!(cause instanceof ApiError)) throw cause
        dispatch({ type: 'refused', code: cause.code === 'no_seat' ? 'no_link' : cause.code })
      }
    }

    const reopen = (): void => {
      dispatch({ type: 'loading' })
      void open()
    }
    return { act, refresh, reopen, open }
  }, [token])

  useEffect(() => void actions.open(), [actions])

  return {
    view: state.view,
    screen: screenOf(state),
    skew: state.skew,
    token,
    act: actions.act,
    refresh: actions.refresh,
    reopen: actions.reopen,
    dispatch,
  }
}
