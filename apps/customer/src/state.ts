/** Which screen the customer sees: one reducer over the server's snapshot and the few steps only this page knows. */
import type { CustomerCall, CustomerView } from '@veridesk/contract/customer'
import type { ErrorCode } from '@veridesk/contract/errors'

/**
 * `displaced`: another device took the seat over. `other_page`: another page of this browser has the call.
 * `no_link`: opened without a link and without a seat.
 */
export type RefusalCode = ErrorCode | 'displaced' | 'other_page' | 'no_link'

export interface State {
  readonly view: CustomerView | null
  readonly refusal: RefusalCode | null
  /** The arrival page was answered on this visit. */
  readonly greeted: boolean
  /** The ended call whose closing page was left for another try. */
  readonly leftCallId: string | null
  /** Server clock minus own clock, ms. */
  readonly skew: number
}

export type StateEvent =
  /** A link or a one-time code was accepted. */
  | { readonly type: 'entered'; readonly view: CustomerView; readonly at: number }
  /** The page came back on its seat. */
  | { readonly type: 'resumed'; readonly view: CustomerView; readonly at: number }
  | { readonly type: 'updated'; readonly view: CustomerView; readonly at: number }
  | { readonly type: 'greeted' }
  | { readonly type: 'again' }
  | { readonly type: 'refused'; readonly code: RefusalCode }
  | { readonly type: 'loading' }

export type Screen =
  | { readonly name: 'loading' }
  | { readonly name: 'refused'; readonly code: RefusalCode }
  | { readonly name: 'code' }
  | { readonly name: 'arrive'; readonly view: CustomerView }
  | { readonly name: 'check'; readonly view: CustomerView }
  | { readonly name: 'wait'; readonly view: CustomerView; readonly call: CustomerCall }
  | { readonly name: 'call'; readonly view: CustomerView; readonly call: CustomerCall }
  | { readonly name: 'end'; readonly view: CustomerView; readonly call: CustomerCall }

export const initialState: State = {
  view: null,
  refusal: null,
  greeted: false,
  leftCallId: null,
  skew: 0,
}

/** Answers may overtake each other: an older snapshot never replaces a newer one. */
function withView(state: State, view: CustomerView, at: number): State {
  if (state.view && state.view.serverTime > view.serverTime) return state
  return { ...state, view, refusal: null, skew: Date.parse(view.serverTime) - at }
}

export function reduce(state: State, event: StateEvent): State {
  switch (event.type) {
    case 'entered': {
      const { call } = event.view
      const leftCallId = call?.status === 'ended' ? call.id : null
      return { ...withView(initialState, event.view, event.at), leftCallId }
    }
    case 'resumed':
      return { ...withView(state, event.view, event.at), greeted: true }
    case 'updated':
      return state.refusal ? state : withView(state, event.view, event.at)
    case 'greeted':
      return { ...state, greeted: true }
    case 'again':
      return { ...state, greeted: true, leftCallId: state.view?.call?.id ?? null }
    case 'refused':
      // A seat that worked on this visit and works no longer has gone to another device.
      return {
        ...state,
        refusal: event.code === 'no_seat' && state.view ? 'displaced' : event.code,
      }
    case 'loading':
      return { ...initialState, skew: state.skew }
  }
}

export function screenOf(state: State): Screen {
  if (state.refusal === 'link_other_device') return { name: 'code' }
  if (state.refusal) return { name: 'refused', code: state.refusal }
  const { view } = state
  if (!view) return { name: 'loading' }
  const { call } = view
  if (call && call.status !== 'ended')
    return { name: call.status === 'active' ? 'call' : 'wait', view, call }
  if (call && call.id !== state.leftCallId) return { name: 'end', view, call }
  if (!view.order.callable) return { name: 'refused', code: 'link_order_closed' }
  return { name: state.greeted && view.consentedAt ? 'check' : 'arrive', view }
}

const fatal: readonly ErrorCode[] = [
  'no_seat',
  'link_invalid',
  'link_expired',
  'link_order_closed',
  'link_other_device',
]

/** Whether this device holds a seat whose news it has to follow. */
export function isSeated(screen: Screen): boolean {
  return 'view' in screen
}

const passing: readonly RefusalCode[] = [
  'unavailable',
  'internal',
  'too_many_requests',
  'media_unavailable',
]

/** Codes that the same request may not meet again a moment later. */
export function isPassing(code: RefusalCode): boolean {
  return passing.includes(code)
}

/** Codes after which nothing on the present screen can go on. */
export function isFatal(code: ErrorCode): boolean {
  return fatal.includes(code)
}
