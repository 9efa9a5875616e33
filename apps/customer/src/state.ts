/** Which screen the customer sees: one reducer over the server's snapshot and the few steps only this page knows. */
import type {
  CustomerCall,
  CustomerView,
  Front,
  Opening,
  PhoneChoice,
} from '@veridesk/contract/customer'
import type { ErrorCode } from '@veridesk/contract/errors'

/** `displaced`: another device took the seat over. `other_page`: another page of this browser has the call. */
export type RefusalCode = ErrorCode | 'displaced' | 'other_page'

export interface State {
  readonly view: CustomerView | null
  /** Opened without a link and without a seat: the phone number is asked for. */
  readonly front: Front | null
  /** Why it is asked for again. */
  readonly frontCode: ErrorCode | null
  /** The phone is proven, and one of its matters is to be chosen. */
  readonly choice: PhoneChoice | null
  /** Came here by phone number, and may choose again. */
  readonly byPhone: boolean
  readonly refusal: RefusalCode | null
  /** The arrival page was answered on this visit. */
  readonly greeted: boolean
  /** The ended call whose closing page was left for another try. */
  readonly leftCallId: string | null
  /** The call in which this customer waits again, because an administrator ended the one before. */
  readonly requeuedCallId: string | null
  /** The waiting call that this page found when it opened. */
  readonly foundCallId: string | null
  /** Server clock minus own clock, ms. */
  readonly skew: number
}

export type StateEvent =
  /** Nobody is known here yet. */
  | { readonly type: 'met'; readonly front: Front; readonly code: ErrorCode | null }
  /** The phone was proven. */
  | { readonly type: 'proven'; readonly choice: PhoneChoice }
  /** A link, a one-time code or a matter of the proven phone was accepted. */
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
  | { readonly name: 'phone'; readonly front: Front; readonly code: ErrorCode | null }
  | { readonly name: 'choose'; readonly choice: PhoneChoice }
  /** Calls are not taken now, or the queue is full. */
  | { readonly name: 'closed'; readonly view: CustomerView | Front }
  | { readonly name: 'arrive'; readonly view: CustomerView }
  | { readonly name: 'check'; readonly view: CustomerView }
  | {
      readonly name: 'wait'
      readonly view: CustomerView
      readonly call: CustomerCall
      readonly requeued: boolean
      /** The place was there when the page opened. */
      readonly found: boolean
    }
  | { readonly name: 'call'; readonly view: CustomerView; readonly call: CustomerCall }
  | { readonly name: 'end'; readonly view: CustomerView; readonly call: CustomerCall }

export const initialState: State = {
  view: null,
  front: null,
  frontCode: null,
  choice: null,
  byPhone: false,
  refusal: null,
  greeted: false,
  leftCallId: null,
  requeuedCallId: null,
  foundCallId: null,
  skew: 0,
}

/** Answers may overtake each other: an older snapshot never replaces a newer one. */
function withView(state: State, view: CustomerView, at: number): State {
  if (state.view && state.view.serverTime > view.serverTime) return state
  const before = state.view?.call
  const { call } = view
  const requeued = before?.status === 'active' && call?.status === 'queued' && call.id !== before.id
  return {
    ...state,
    view,
    refusal: null,
    requeuedCallId: requeued ? call.id : state.requeuedCallId,
    skew: Date.parse(view.serverTime) - at,
  }
}

/** The live call with which a page opens, if any. */
const foundIn = ({ call }: CustomerView): string | null =>
  call && call.status !== 'ended' ? call.id : null

export function reduce(state: State, event: StateEvent): State {
  switch (event.type) {
    case 'met':
      return { ...initialState, front: event.front, frontCode: event.code }
    case 'proven':
      return { ...initialState, choice: event.choice }
    case 'entered': {
      const { call } = event.view
      const leftCallId = call?.status === 'ended' ? call.id : null
      const byPhone = state.choice !== null
      const foundCallId = foundIn(event.view)
      return { ...withView(initialState, event.view, event.at), leftCallId, byPhone, foundCallId }
    }
    case 'resumed':
      return {
        ...withView(state, event.view, event.at),
        greeted: true,
        foundCallId: foundIn(event.view),
      }
    case 'updated':
      return state.refusal || isEntering(state) ? state : withView(state, event.view, event.at)
    case 'greeted':
      return { ...state, greeted: true }
    case 'again':
      return { ...state, greeted: true, leftCallId: state.view?.call?.id ?? null }
    case 'refused':
      // What was asked in the background for the seat before says nothing about this one.
      if (isEntering(state) && (event.code === 'no_seat' || isPassing(event.code))) return state
      // A seat that worked on this visit and works no longer has gone to another device.
      return {
        ...state,
        refusal: event.code === 'no_seat' && state.view ? 'displaced' : event.code,
      }
    case 'loading':
      return { ...initialState, skew: state.skew }
  }
}

/** By phone number, and without a seat so far. */
function isEntering({ front, choice }: State): boolean {
  return front !== null || choice !== null
}

/** Whether a caller would be sent away now. */
function isShut({ open, full }: Opening): boolean {
  return !open || full
}

export function screenOf(state: State): Screen {
  if (state.refusal === 'link_other_device') return { name: 'code' }
  if (state.refusal) return { name: 'refused', code: state.refusal }
  const { view, front, choice } = state
  if (choice) return { name: 'choose', choice }
  if (front)
    return isShut(front.opening)
      ? { name: 'closed', view: front }
      : { name: 'phone', front, code: state.frontCode }
  if (!view) return { name: 'loading' }
  const { call, opening } = view
  if (call?.status === 'active') return { name: 'call', view, call }
  if (call && call.status !== 'ended')
    return {
      name: 'wait',
      view,
      call,
      requeued: call.id === state.requeuedCallId,
      found: call.id === state.foundCallId,
    }
  if (call && call.id !== state.leftCallId) return { name: 'end', view, call }
  if (!view.order.callable) return { name: 'refused', code: 'link_order_closed' }
  if (isShut(opening)) return { name: 'closed', view }
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
  return 'view' in screen && 'order' in screen.view
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
