import { createHash, randomUUID } from 'node:crypto'
import { createCanvas, loadImage } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Photo } from '@veridesk/contract'
import {
  answerWhenRinging,
  customerOf,
  queue,
  setSettings,
  untilCall,
  type Customer,
} from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
let customer: Customer
let callId: string
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600 })
  await server.ctx.db
    .updateTable('agents')
    .set({ leaseUntil: new Date(Date.now() + 600_000) })
    .execute()
  customer = await customerOf(server, office)
  callId = await queue(customer)
})
afterAll(() => server.close())

async function picture(colour: string): Promise<Buffer> {
  const canvas = createCanvas(640, 480)
  const page = canvas.getContext('2d')
  page.fillStyle = colour
  page.fillRect(0, 0, 640, 480)
  return canvas.encode('jpeg', 95)
}

interface Upload {
  readonly bytes: Buffer
  readonly photoId?: string
  readonly id?: string
  readonly type?: string
  readonly method?: string
}
const upload = (
  browser: TestClient,
  key: 'PUT /api/calls/:id/photos/:photoId' | 'PUT /api/customer/calls/:id/photos/:photoId',
  { bytes, photoId = randomUUID(), id = callId, type = 'image/jpeg', method = 'track' }: Upload,
) => browser.send(key, { params: { id, photoId }, query: { method }, body: bytes, type })
const byAgent = (given: Upload, agent = office.agent) =>
  upload(agent, 'PUT /api/calls/:id/photos/:photoId', given)
const byCustomer = (given: Upload, browser = customer.browser) =>
  upload(browser, 'PUT /api/customer/calls/:id/photos/:photoId', given)
const read = (browser: TestClient, id: string, variant: string) =>
  browser.send('GET /api/photos/:id/:variant', { params: { id, variant } })
const listed = () =>
  office.agent.call('GET /api/work-orders/:id/photos', { params: { id: customer.order.id } })

describe('a photo', () => {
  it('is not taken before the call is answered', async () => {
    const early = await byCustomer({ bytes: await picture('red') })
    expect([early.statusCode, codeOf(early)]).toEqual([409, 'call_not_active'])
    await answerWhenRinging(server, office.agent, callId)
  })

  it('by the customer or the agent arrives under 照片采集, the original untouched', async () => {
    const original = await picture('rgb(200, 30, 30)')
    const taken = await byCustomer({ bytes: original, method: 'take-photo' })
    expect(taken.statusCode).toBe(200)
    const photo = taken.json<Photo>()
    expect(photo).toMatchObject({
      callId,
      source: 'customer-photo',
      method: 'take-photo',
      takenBy: '邓*闲',
      taskNumber: customer.order.taskNumber,
      width: 640,
      height: 480,
      bytes: original.length,
      mediaType: 'image/jpeg',
      sha256: createHash('sha256').update(original).digest('hex'),
    })
    const shot = await byAgent({ bytes: await picture('blue'), method: 'decoded-frame' })
    expect(shot.json()).toMatchObject({
      source: 'agent-screenshot',
      takenBy: 'name of service-agent',
    })
    expect((await listed()).items.map((each) => each.id)).toEqual([shot.json<Photo>().id, photo.id])
    const params = { id: customer.order.id }
    const records = await office.agent.call('GET /api/work-orders/:id/records', { params })
    expect(records.uploads).toHaveLength(2)
    expect(records.operations.map((each) => each.action)).toContain('photo.add')

    const back = await read(office.agent, photo.id, 'original')
    expect(back.headers['content-type']).toBe('image/jpeg')
    expect(back.rawPayload.equals(original)).toBe(true)
    const marked = await read(office.agent, photo.id, 'watermarked')
    expect(marked.rawPayload.equals(original)).toBe(false)
    const image = await loadImage(marked.rawPayload)
    expect([image.width, image.height]).toEqual([640, 480])
  })

  it('sent twice is one photo; its id is taken for any other', async () => {
    const photoId = randomUUID()
    const bytes = await picture('green')
    const both = await Promise.all([byAgent({ bytes, photoId }), byAgent({ bytes, photoId })])
    expect(both.map((each) => each.statusCode)).toEqual([200, 200])
    expect(both[0]?.json()).toEqual(both[1]?.json())
    expect((await listed()).items.filter((each) => each.id === photoId)).toHaveLength(1)
    const other = await byAgent({ bytes: await picture('black'), photoId })
    expect([other.statusCode, codeOf(other)]).toEqual([409, 'photo_exists'])
    const theirs = await byCustomer({ bytes, photoId })
    expect([theirs.statusCode, codeOf(theirs)]).toEqual([409, 'photo_exists'])
  })

  it('is of this call’s participants only', async () => {
    const bytes = await picture('red')
    const stranger = await customerOf(server, office, { itemId: office.items.claim })
    for (const response of [
      await byAgent({ bytes }, office.claimAgent),
      await byCustomer({ bytes }, stranger.browser),
    ])
      expect([response.statusCode, codeOf(response)]).toEqual([403, 'not_your_call'])
    for (const response of [
      await byAgent({ bytes, id: randomUUID() }),
      await byCustomer({ bytes, id: randomUUID() }),
    ])
      expect([response.statusCode, codeOf(response)]).toEqual([404, 'not_found'])
  })

  it('must be an image, of a known type, of at most 15 MB, with a known method', async () => {
    const before = (await listed()).items.length
    const bytes = await picture('red')
    const cases: [Upload, number, string][] = [
      [{ bytes: Buffer.from('this is no image') }, 400, 'not_an_image'],
      [{ bytes: bytes.subarray(0, 300) }, 400, 'not_an_image'],
      [{ bytes: Buffer.alloc(20 * 1024 * 1024, 1) }, 413, 'photo_too_large'],
      [{ bytes, type: 'text/plain' }, 415, 'unsupported_media_type'],
      [{ bytes, method: 'telepathy' }, 400, 'invalid_input'],
      [{ bytes, photoId: 'nonsense' }, 400, 'invalid_input'],
    ]
    for (const [given, status, code] of cases)
      for (const response of [await byAgent(given), await byCustomer(given)])
        expect([response.statusCode, codeOf(response)]).toEqual([status, code])
    expect((await listed()).items).toHaveLength(before)
  })

  it('is shown to whoever sees the order, and to nobody else', async () => {
    const { id } = (await listed()).items[0]!
    expect((await read(office.admin, id, 'original')).statusCode).toBe(200)
    const hidden = [
      await read(office.claimAgent, id, 'original'),
      await read(office.admin, randomUUID(), 'original'),
      await office.claimAgent.send('GET /api/work-orders/:id/photos', {
        params: { id: customer.order.id },
      }),
    ]
    for (const response of hidden)
      expect([response.statusCode, codeOf(response)]).toEqual([404, 'not_found'])
    expect((await read(office.admin, id, 'sketch')).statusCode).toBe(400)
    expect((await read(server.client(), id, 'original')).statusCode).toBe(401)
  })

  it('is one of so many of its call, also where the last ones come at the same time', async () => {
    const before = (await listed()).items
    await setSettings(server, { photosPerCall: before.length + 2 })
    const colours = ['red', 'green', 'blue', 'black', 'white']
    const sent = await Promise.all(
      colours.map(async (colour) => byAgent({ bytes: await picture(colour) })),
    )
    const refused = sent.filter((each) => each.statusCode !== 200)
    expect(refused.map((each) => [each.statusCode, codeOf(each)])).toEqual(
      Array.from({ length: 3 }, () => [409, 'too_many_photos']),
    )
    expect((await listed()).items).toHaveLength(before.length + 2)
    expect(codeOf(await byCustomer({ bytes: await picture('red') }))).toBe('too_many_photos')
    // What is there already may come again: its sender has not heard so.
    const bytes = await picture('yellow')
    await setSettings(server, { photosPerCall: before.length + 3 })
    const photoId = randomUUID()
    for (let times = 0; times < 2; times += 1)
      expect((await byAgent({ bytes, photoId })).statusCode).toBe(200)
    await setSettings(server, { photosPerCall: 200 })
  })

  it('that was under way when the call ended still arrives, a minute later it does not', async () => {
    const params = { id: callId }
    await customer.browser.call('POST /api/customer/calls/:id/end', { params })
    await untilCall(server, callId, 'ended')
    expect((await byCustomer({ bytes: await picture('white') })).statusCode).toBe(200)
    await server.ctx.db
      .updateTable('calls')
      .set({ endedAt: new Date(Date.now() - 90_000) })
      .where('id', '=', callId)
      .execute()
    for (const late of [
      await byCustomer({ bytes: await picture('white') }),
      await byAgent({ bytes: await picture('white') }),
    ])
      expect([late.statusCode, codeOf(late)]).toEqual([409, 'call_not_active'])
  })
})
