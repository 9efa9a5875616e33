import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { CalendarDay } from '@veridesk/contract'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { openingOf } from './service.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const read = (year = 2026) => office.admin.call('GET /api/calendar', { query: { year } })
const put = (day: string, body: object, who: TestClient = office.admin) =>
  who.send('PUT /api/calendar/:day', { params: { day }, body })
const set = async ({ day, ...rest }: CalendarDay) => {
  const { version } = await read()
  const given = { params: { day }, body: { version, ...rest } }
  return office.admin.call('PUT /api/calendar/:day', given)
}
const putYear = (year: number, body: object, who: TestClient = office.admin) =>
  who.send('PUT /api/calendar', { query: { year }, body })
const clear = (day: string, version: number) =>
  office.admin.send('DELETE /api/calendar/:day', { params: { day }, query: { version } })
const auditRows = async (action: 'calendar.set' | 'calendar.clear' | 'calendar.import') =>
  (
    await server.ctx.db
      .selectFrom('auditLog')
      .select('details')
      .where('action', '=', action)
      .orderBy('at', 'desc')
      .execute()
  ).map((row) => row.details)

const national = { day: '2026-10-01', name: '国庆节', likeWeekday: null }
const worked = { day: '2026-10-10', name: '国庆调休', likeWeekday: 5 }

describe('the calendar', () => {
  it('has no days at first, then those that are set, in order, each in its year', async () => {
    expect(await read()).toEqual({ version: 0, items: [] })
    await set(worked)
    expect(await set(national)).toEqual({ version: 2, items: [national, worked] })
    expect(await read(2027)).toEqual({ version: 2, items: [] })
    const newYear = { day: '2027-01-01', name: '元旦', likeWeekday: null }
    expect(await set(newYear)).toEqual({ version: 3, items: [newYear] })
  })

  it('tells old and new of a day in the audit log', async () => {
    await set({ ...national, name: '国庆' })
    expect((await auditRows('calendar.set'))[0]).toEqual({
      from: national,
      to: { ...national, name: '国庆' },
    })
    await set(national)
  })

  it('a cleared day is like its weekday again, and cannot be cleared twice', async () => {
    const { version } = await read()
    expect((await clear(worked.day, version)).json()).toEqual({
      version: version + 1,
      items: [national],
    })
    expect((await auditRows('calendar.clear'))[0]).toEqual({ from: worked })
    const again = await clear(worked.day, version + 1)
    expect([again.statusCode, codeOf(again)]).toEqual([404, 'not_found'])
  })

  it('takes a whole year at once, in place of what it had, and leaves other years alone', async () => {
    const { version } = await read()
    const items = [worked, { ...national, name: '国庆节放假' }]
    const response = await putYear(2026, { version, items })
    expect(response.json()).toEqual({ version: version + 1, items: [items[1], worked] })
    expect((await read(2027)).items).toHaveLength(1)
    expect((await auditRows('calendar.import'))[0]).toEqual({
      year: 2026,
      from: [national],
      to: [items[1], worked],
    })
  })

  it.each([
    ['a day of another year', [{ ...national, day: '2027-10-01' }], 'items.0.day'],
    ['a day twice', [national, worked, national], 'items.2.day'],
    ['a day that there is not', [{ ...national, day: '2026-02-29' }], 'items.0.day'],
    ['a weekday that there is not', [{ ...worked, likeWeekday: 0 }], 'items.0.likeWeekday'],
    ['a day without a name', [{ ...worked, name: ' ' }], 'items.0.name'],
  ])('refuses a year with %s', async (_what, items, path) => {
    const before = await read()
    const response = await putYear(2026, { version: before.version, items })
    expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
    expect(response.json()).toMatchObject({ fields: [{ path }] })
    expect(await read()).toEqual(before)
  })

  it.each(['2026-02-29', '2026-13-01', '2026-1-1', 'tomorrow'])(
    'refuses the day %s',
    async (day) => {
      const { version } = await read()
      const response = await put(day, { version, name: '一', likeWeekday: null })
      expect([response.statusCode, codeOf(response)]).toEqual([400, 'invalid_input'])
    },
  )

  it('of two administrators at once one is refused, whatever they change', async () => {
    const { version } = await read()
    const body = { version, name: '停业', likeWeekday: null }
    const sent = await Promise.all([
      put('2026-03-02', body),
      put('2026-03-03', body),
      putYear(2026, { version, items: [] }),
      clear(national.day, version),
    ])
    expect(sent.map((each) => each.statusCode).toSorted()).toEqual([200, 409, 409, 409])
    expect(codeOf(sent.find((each) => each.statusCode === 409)!)).toBe('stale_version')
    expect((await read()).version).toBe(version + 1)
  })

  it('is read by auditors and changed by administrators alone', async () => {
    const id = await server.addAccount('calendar-auditor', 'agent')
    await server.ctx.db
      .updateTable('accounts')
      .set({ grants: ['audit'] })
      .where('id', '=', id)
      .execute()
    const auditor = await server.signedIn('calendar-auditor')
    const { version } = await auditor.call('GET /api/calendar', { query: { year: 2026 } })
    const body = { version, name: '一', likeWeekday: null }
    expect((await put('2026-05-01', body, auditor)).statusCode).toBe(403)
    expect((await putYear(2026, { version, items: [] }, auditor)).statusCode).toBe(403)
    const asAgent = await office.agent.send('GET /api/calendar', { query: { year: 2026 } })
    expect(asAgent.statusCode).toBe(403)
  })
})

describe('when groups are on duty', () => {
  const office9To17 = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }]
  const at = (time: string, ...groups: Parameters<typeof openingOf>[2]) =>
    openingOf(server.ctx.db, 'Asia/Shanghai', groups, new Date(time))

  it('comes from their hours and the calendar, and says which are', async () => {
    const { version } = await read()
    await putYear(2026, { version, items: [national, worked] })
    const day = { hours: office9To17 }
    const always = { hours: null }
    // The National Day is a Thursday, the 10th a Saturday worked like a Friday.
    expect(await at('2026-10-01T10:00:00+08:00', day)).toEqual({
      open: false,
      opensAt: new Date('2026-10-02T09:00:00+08:00'),
      openGroups: [],
    })
    expect(await at('2026-10-01T10:00:00+08:00', day, always)).toEqual({
      open: true,
      opensAt: null,
      openGroups: [always],
    })
    expect(await at('2026-10-10T10:00:00+08:00', day)).toMatchObject({ open: true })
    expect(await at('2026-10-17T10:00:00+08:00', day)).toMatchObject({
      open: false,
      opensAt: new Date('2026-10-19T09:00:00+08:00'),
    })
    expect(await at('2026-10-17T10:00:00+08:00')).toEqual({
      open: false,
      opensAt: null,
      openGroups: [],
    })
  })
})
