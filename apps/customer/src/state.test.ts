import type { CustomerCall, CustomerView, Front, PhoneChoice } from '@veridesk/contract/customer'
import { describe, expect, test } from 'vitest'
import { initialState, isFatal, isPassing, reduce, screenOf } from './state.ts'
import type { State, StateEvent } from './state.ts'

const call = (over: Partial<CustomerCall> = {}): CustomerCall => ({
  id: 'call-1',
  version: 1,
  status: 'queued',
  ahead: 2,
  estimate: null,
  queuedAt: '2026-01-05T08:00:00.000Z',
  answeredAt: null,
  endedAt: null,
  endReason: null,
  agentName: null,
  media: null,
  ...over,
})

const open = { open: true, opensAt: null, full: false }
const closed = { open: false, opensAt: '2026-01-06T01:00:00.000Z', full: false }
const full = { open: true, opensAt: null, full: true }

const view = (over: Partial<CustomerView> = {}): CustomerView => ({
  institution: { name: '泰和人寿', supportPhone: '400-820-8820', colour: null, logo: null },
  notice: { version: 1, zh: '录音录像', en: 'recorded' },
  order: { businessType: '保全', businessItem: '变更投保人', callable: true },
  walkIn: false,
  opening: open,
  graceSeconds: 60,
  consentedAt: null,
  call: null,
  serverTime: '2026-01-05T08:01:00.000Z',
  ...over,
})

const front = (over: Partial<Front> = {}): Front => ({
  institution: view().institution,
  notice: view().notice,
  opening: open,
  serverTime: '2026-01-05T08:01:00.000Z',
  ...over,
})

const choice: PhoneChoice = {
  institution: view().institution,
  phone: '156****3093',
  orders: [],
  businessTypes: [],
  serverTime: '2026-01-05T08:01:00.000Z',
}

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
    const over = { consentedAt, order }
    expect(screenOf(after(resumed(over)))).toEqual({ name: 'refused', code: 'link_order_closed' })
    expect(nameAfter(resumed({ ...over, call: call({ status: 'ended' }) }))).toBe('end')
  })

  test('a link in use elsewhere asks for a code, which leads on', () => {
    const elsewhere: StateEvent = { type: 'refused', code: 'link_other_device' }
    expect(nameAfter(elsewhere)).toBe('code')
    expect(nameAfter(elsewhere, entered())).toBe('arrive')
  })
})

describe('entry by phone number', () => {
  const met: StateEvent = { type: 'met', front: front(), code: null }
  const proven: StateEvent = { type: 'proven', choice }

  test('asks for the number, then for the matter, then goes on as a link does', () => {
    expect(nameAfter(met)).toBe('phone')
    expect(nameAfter(met, proven)).toBe('choose')
    expect(nameAfter(met, proven, entered())).toBe('arrive')
  })

  test('may choose again, and a link may not', () => {
    expect(after(proven, entered()).byPhone).toBe(true)
    expect(after(entered()).byPhone).toBe(false)
  })

  test('says why it asks again once the proof is too old', () => {
    const again: StateEvent = { type: 'met', front: front(), code: 'phone_unproven' }
    expect(screenOf(after(proven, again))).toMatchObject({ name: 'phone', code: 'phone_unproven' })
  })

  test('is told before any code that nobody is there', () => {
    expect(nameAfter({ ...met, front: front({ opening: closed }) })).toBe('closed')
  })

  test('answers for the seat before change nothing', () => {
    expect(nameAfter(met, updated({ consentedAt }))).toBe('phone')
    expect(nameAfter(proven, { type: 'refused', code: 'no_seat' })).toBe('choose')
    expect(nameAfter(proven, { type: 'refused', code: 'unavailable' })).toBe('choose')
    expect(nameAfter(proven, { type: 'refused', code: 'link_order_closed' })).toBe('refused')
  })
})

describe('service hours and full queues', () => {
  test('a matter nobody serves now has its closing page, and goes on once somebody does', () => {
    expect(nameAfter(entered({ opening: closed }))).toBe('closed')
    expect(nameAfter(resumed({ consentedAt, opening: full }))).toBe('closed')
    expect(nameAfter(resumed({ consentedAt, opening: full }), updated({ consentedAt }))).toBe(
      'check',
    )
  })

  test('nobody who waits or talks is sent away', () => {
    expect(nameAfter(resumed({ consentedAt, opening: closed, call: call() }))).toBe('wait')
    const active = call({ status: 'active' })
    expect(nameAfter(resumed({ consentedAt, opening: full, call: active }))).toBe('call')
  })

  test('a call that ended keeps its end, and the way back leads to the closing page', () => {
    const ended = resumed({ consentedAt, opening: closed, call: call({ status: 'ended' }) })
    expect(nameAfter(ended)).toBe('end')
    expect(nameAfter(ended, { type: 'again' })).toBe('closed')
  })
})

describe('a call put back into the queue by an administrator', () => {
  const talking = resumed({ consentedAt, call: call({ status: 'active' }) })

  test('goes on waiting by itself, and the page knows why', () => {
    const next = updated({ consentedAt, call: call({ id: 'call-2' }) })
    expect(screenOf(after(talking, next))).toMatchObject({ name: 'wait', requeued: true })
  })

  test('is known over later news, and no other call is taken for it', () => {
    const next = updated({ consentedAt, call: call({ id: 'call-2' }) })
    expect(screenOf(after(talking, next, next))).toMatchObject({ name: 'wait', requeued: true })
    const other = updated({ consentedAt, call: call({ id: 'call-3' }) })
    expect(screenOf(after(talking, next, other))).toMatchObject({ requeued: false })
    expect(screenOf(after(resumed({ consentedAt, call: call() })))).toMatchObject({
      requeued: false,
    })
  })
})

describe('a place in the queue', () => {
  test('that was there when the page opened was kept; one that is new was not', () => {
    const queued = { consentedAt, call: call() }
    expect(screenOf(after(resumed(queued)))).toMatchObject({ found: true })
    expect(screenOf(after(entered(queued)))).toMatchObject({ found: true })
    expect(screenOf(after(entered(queued), updated(queued)))).toMatchObject({ found: true })
    expect(screenOf(after(resumed({ consentedAt }), updated(queued)))).toMatchObject({
      found: false,
    })
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
