import type { CustomerCall, CustomerView } from '@veridesk/contract/customer'
import { describe, expect, test } from 'vitest'
import { initialState, isFatal, isPassing, reduce, screenOf } from './state.ts'
import type { State, StateEvent } from './state.ts'

const call = (over: Partial<CustomerCall> = {}): CustomerCall => ({
  id: 'call-1',
  version: 1,
  status: 'queued',
  ahead: 2,
  queuedAt: '2026-01-05T08:00:00.000Z',
  answeredAt: null,
  endedAt: null,
  endReason: null,
  agentName: null,
  media: null,
  ...over,
})

const view = (over: Partial<CustomerView> = {}): CustomerView => ({
  institution: { name: '泰和人寿', supportPhone: '400-820-8820', colour: null, logo: null },
  notice: { version: 1, zh: '录音录像', en: 'recorded' },
  order: { businessType: '保全', businessItem: '变更投保人', callable: true },
  consentedAt: null,
  call: null,
  serverTime: '2026-01-05T08:01:00.000Z',
  ...over,
})

const consentedAt = '2026-01-05T07:59:00.000Z'
const at = Date.parse('2026-01-05T08:01:00.000Z')
const after = (...events: StateEvent[]): State => events.reduce(reduce, initialState)
const entered = (over?: Partial<CustomerView>): StateEvent => ({
  type: 'entered',
  view: view(over),
  at,
})
const resumed = (over?: Partial<CustomerView>): StateEvent => ({
  type: 'resumed',
  view: view(over),
  at,
})
const updated = (over?: Partial<CustomerView>): StateEvent => ({
  type: 'updated',
  view: view(over),
  at,
})
const nameAfter = (...events: StateEvent[]): string => screenOf(after(...events)).name

describe('which screen the customer sees', () => {
  test('nothing is known before the first answer', () => {
    expect(nameAfter()).toBe('loading')
  })

  test('a link leads to the arrival page, and after consent to the check', () => {
    expect(nameAfter(entered())).toBe('arrive')
    expect(nameAfter(entered(), updated({ consentedAt }), { type: 'greeted' })).toBe('check')
  })

  test('without consent nobody comes to the check', () => {
    expect(nameAfter(entered(), { type: 'greeted' })).toBe('arrive')
    expect(nameAfter(resumed())).toBe('arrive')
  })

  test('whoever consented on an earlier visit still sees the arrival page first', () => {
    expect(nameAfter(entered({ consentedAt }))).toBe('arrive')
  })

  test('a reload after consent comes back to the check', () => {
    expect(nameAfter(resumed({ consentedAt }))).toBe('check')
  })

  test.each([
    ['queued', 'wait'],
    ['ringing', 'wait'],
    ['active', 'call'],
    ['ended', 'end'],
  ] as const)('a reload while the call is %s shows %s', (status, name) => {
    expect(nameAfter(resumed({ consentedAt, call: call({ status }) }))).toBe(name)
  })

  test('the link opened again in mid-queue keeps the place', () => {
    expect(nameAfter(entered({ consentedAt, call: call() }))).toBe('wait')
  })

  test('the link opened again after a call starts anew', () => {
    expect(nameAfter(entered({ consentedAt, call: call({ status: 'ended' }) }))).toBe('arrive')
  })

  test('the way back after the end leads to the check', () => {
    const ended = resumed({ consentedAt, call: call({ status: 'ended' }) })
    expect(nameAfter(ended, { type: 'again' })).toBe('check')
  })

  test('the next call has its own end', () => {
    const first = resumed({ consentedAt, call: call({ status: 'ended' }) })
    const second = updated({ consentedAt, call: call({ id: 'call-2', status: 'ended' }) })
    expect(nameAfter(first, { type: 'again' }, second)).toBe('end')
  })

  test('a closed order is refused, but a call that just ended still has its end', () => {
    const order = { businessType: '保全', businessItem: '变更投保人', callable: false }
    const closed = { consentedAt, order }
    expect(screenOf(after(resumed(closed)))).toEqual({ name: 'refused', code: 'link_order_closed' })
    expect(nameAfter(resumed({ ...closed, call: call({ status: 'ended' }) }))).toBe('end')
  })

  test('a link in use elsewhere asks for a code, which leads on', () => {
    const elsewhere: StateEvent = { type: 'refused', code: 'link_other_device' }
    expect(nameAfter(elsewhere)).toBe('code')
    expect(nameAfter(elsewhere, entered())).toBe('arrive')
  })
})

describe('what a refusal does', () => {
  test('it stays until the page is opened anew, whatever answers come late', () => {
    const refused: StateEvent = { type: 'refused', code: 'displaced' }
    expect(nameAfter(resumed({ consentedAt }), refused, updated({ consentedAt }))).toBe('refused')
    expect(nameAfter(resumed({ consentedAt }), refused, { type: 'loading' })).toBe('loading')
  })

  test('a seat lost in mid-visit went to another device', () => {
    const state = after(resumed({ consentedAt }), { type: 'refused', code: 'no_seat' })
    expect(screenOf(state)).toEqual({ name: 'refused', code: 'displaced' })
  })

  test('only some codes end everything, and others only this try', () => {
    expect(isFatal('link_expired')).toBe(true)
    expect(isFatal('unavailable')).toBe(false)
    expect(isPassing('unavailable')).toBe(true)
    expect(isPassing('link_expired')).toBe(false)
  })
})

describe('the snapshot', () => {
  test('an older one never replaces a newer one', () => {
    const newer = updated({ call: call({ ahead: 1 }), serverTime: '2026-01-05T08:02:00.000Z' })
    const older = updated({ call: call({ ahead: 2 }), serverTime: '2026-01-05T08:01:30.000Z' })
    expect(after(resumed(), newer, older).view?.call?.ahead).toBe(1)
  })

  test("the server's clock is kept as a difference to the own one", () => {
    expect(after({ type: 'resumed', view: view(), at: at - 4_000 }).skew).toBe(4_000)
  })
})
