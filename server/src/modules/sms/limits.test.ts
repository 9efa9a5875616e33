import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../platform/ids.ts'
import { setSettings } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { smsOfOrder } from './service.ts'

const coolDownSeconds = 10

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())
beforeEach(() => setSettings(server, { sms: { coolDownSeconds, dailyCap: 3 } }))

let phones = 13_900_010_000
const newPhone = () => String((phones += 10))
const orderFor = (contactPhone: string) => office.createOrder({ contactPhone })
const send = (id: string, client: TestClient = office.agent) =>
  client.send('POST /api/work-orders/:id/sms', { params: { id } })
const outcomeOf = async (sending: ReturnType<typeof send>) => {
  const response = await sending
  return response.statusCode === 200 ? 'sent' : `${response.statusCode} ${codeOf(response)}`
}
/** As if the cool-down of everything were over. */
const coolDown = () =>
  server.ctx.db
    .updateTable('smsMessages')
    .set((eb) => ({
      createdAt: eb.fn<Date>('least', [
        'createdAt',
        eb.val(new Date(Date.now() - (coolDownSeconds + 1) * 1_000)),
      ]),
    }))
    .execute()
/** The moment at which today began in a zone, by another way than the server's. */
function midnightIn(timeZone: string): Date {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    fractionalSecondDigits: 3,
  }).formatToParts()
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value)
  const seconds = part('hour') * 3_600 + part('minute') * 60 + part('second')
  return new Date(Math.round((Date.now() - seconds * 1_000) / 1_000) * 1_000)
}

describe('links to one phone', () => {
  it('are refused beyond the cap of the day, whatever order they are for', async () => {
    const phone = newPhone()
    const [first, second] = [await orderFor(phone), await orderFor(phone)]
    await coolDown()
    expect(await outcomeOf(send(first.id))).toBe('sent')
    await coolDown()
    expect(await outcomeOf(send(second.id))).toBe('409 sms_daily_cap')
    const elsewhere = await orderFor(newPhone())
    await coolDown()
    expect(await outcomeOf(send(elsewhere.id))).toBe('sent')
  })

  it('are counted on the page, with when the next one is possible', async () => {
    const { id, sms } = await orderFor(newPhone())
    expect(sms).toMatchObject({ sentToday: 1, dailyCap: 3 })
    const cooledAt = new Date(sms.nextAllowedAt ?? 0).getTime()
    expect(cooledAt).toBeGreaterThan(Date.now())
    expect(cooledAt).toBeLessThanOrEqual(Date.now() + coolDownSeconds * 1_000)
    await setSettings(server, { sms: { coolDownSeconds, dailyCap: 1 } })
    const { nextAllowedAt } = await smsOfOrder(server.ctx, server.ctx.db, id)
    const tomorrow = midnightIn('Asia/Shanghai').getTime() + 86_400_000
    expect(Math.abs(new Date(nextAllowedAt ?? 0).getTime() - tomorrow)).toBeLessThan(1_500)
  })

  it('that the carrier refused do not count, and codes neither', async () => {
    const { id } = await orderFor(newPhone())
    await server.ctx.db
      .updateTable('smsMessages')
      .set({ status: 'failed', failure: 'phone-off', kind: 'link' })
      .where('workOrderId', '=', id)
      .execute()
    expect((await smsOfOrder(server.ctx, server.ctx.db, id)).sentToday).toBe(0)
    await server.ctx.db
      .updateTable('smsMessages')
      .set({ status: 'sent', failure: null, kind: 'code' })
      .where('workOrderId', '=', id)
      .execute()
    expect((await smsOfOrder(server.ctx, server.ctx.db, id)).sentToday).toBe(0)
  })

  it('keep to the cap where many orders are pressed in two processes at once', async () => {
    const other = await server.another()
    try {
      const browser = other.client()
      for (const [name, value] of office.agent.cookies) browser.cookies.set(name, value)
      await setSettings(server, { sms: { coolDownSeconds, dailyCap: 9 } })
      const phone = newPhone()
      const orders = []
      for (let count = 0; count < 8; count += 1) orders.push(await orderFor(phone))
      await coolDown()
      const pressed = orders.map(({ id }, index) =>
        outcomeOf(send(id, index % 2 === 0 ? office.agent : browser)),
      )
      const outcomes = (await Promise.all(pressed)).toSorted()
      expect(outcomes).toEqual([...Array<string>(7).fill('409 sms_daily_cap'), 'sent'])
    } finally {
      await other.close()
    }
  })

  it('are one where one order is pressed in two processes at once', async () => {
    const other = await server.another()
    try {
      const browser = other.client()
      for (const [name, value] of office.agent.cookies) browser.cookies.set(name, value)
      const { id } = await orderFor(newPhone())
      await coolDown()
      const both = await Promise.all([outcomeOf(send(id)), outcomeOf(send(id, browser))])
      expect(both.toSorted()).toEqual(['429 sms_cooling_down', 'sent'])
    } finally {
      await other.close()
    }
  })

  it('are refused to a new order never: its customer waits for the first one', async () => {
    const phone = newPhone()
    for (let count = 0; count < 5; count += 1) await orderFor(phone)
    const { sms } = await orderFor(phone)
    expect(sms).toMatchObject({ sentToday: 6, dailyCap: 3 })
  })
})

// Their midnights lie 19 and 25 hours apart, so that at any moment some day is young and some old.
describe.each(['Asia/Shanghai', 'Pacific/Pago_Pago', 'Pacific/Kiritimati', 'America/New_York'])(
  'the day of %s',
  (timeZone) => {
    it('begins at its own midnight', async () => {
      const phone = newPhone()
      const { id } = await orderFor(phone)
      const { db, config } = server.ctx
      await db.deleteFrom('smsMessages').where('workOrderId', '=', id).execute()
      const midnight = midnightIn(timeZone).getTime()
      for (const offset of [-86_400_000, -60_000, -2_000, 2_000, 60_000])
        await db
          .insertInto('smsMessages')
          .values({
            id: newId(),
            kind: 'link',
            workOrderId: id,
            phone,
            textSealed: Buffer.alloc(0),
            status: 'sent',
            createdAt: new Date(midnight + offset),
          })
          .execute()
      const ctx = { config: { ...config, timeZone } }
      expect((await smsOfOrder(ctx, db, id)).sentToday).toBe(2)
    })
  },
)
