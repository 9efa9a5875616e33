import { randomBytes } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { deriveKey, encrypt } from './platform/crypto/aes.ts'
import { ensureKeys, prepareKey, readKeys, rewrapKeys } from './platform/crypto/data-keys.ts'
import { ringOf } from './platform/crypto/key-ring.ts'
import { headerOf } from './platform/crypto/sealer.ts'
import { rotateKeys } from './rotate-keys.ts'
import { sealedColumns } from './sealed-values.ts'
import { openOffice, type Office } from './testing/office.ts'
import { createTestServer, type TestServer } from './testing/test-server.ts'

const idNumber = '11010519491231002X'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
})
afterAll(() => server.close())

const master = () => server.ctx.config.secretKey
const rotate = () => rotateKeys(server.ctx.db, master(), { learnMs: 200 })
const sealedOf = async (id: string) =>
  (
    await server.ctx.db
      .selectFrom('workOrders')
      .select('idNumberSealed')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
  ).idNumberSealed ?? Buffer.alloc(0)
const keyOf = async (id: string) => (await sealedOf(id)).readUInt32BE(1)
const seenOf = async (id: string, by = office.agent) =>
  (await by.call('GET /api/work-orders/:id', { params: { id } })).idNumber

describe('a rotation', () => {
  it('puts every value under the new key, also of format 1, while apps go on sealing and opening', async () => {
    const { db } = server.ctx
    const orders = [await office.createOrder({ idNumber }), await office.createOrder({ idNumber })]
    const [first, second] = orders.map(({ id }) => id) as [string, string]
    const old = Buffer.concat([
      Buffer.of(1),
      encrypt(deriveKey(master(), 'id-number'), Buffer.from(idNumber), Buffer.alloc(0)),
    ])
    await db
      .updateTable('workOrders')
      .set({ idNumberSealed: old })
      .where('id', '=', first)
      .execute()
    expect(await seenOf(first)).toBe(idNumber)
    const before = await keyOf(second)
    const versions = () =>
      db.selectFrom('workOrders').select(['id', 'version']).orderBy('id').execute()
    const kept = await versions()

    const { keyNumber, resealed } = await rotate()
    expect(keyNumber).toBeGreaterThan(before)
    expect(resealed).toBeGreaterThanOrEqual(2)
    for (const id of [first, second]) {
      expect(await keyOf(id)).toBe(keyNumber)
      expect(await seenOf(id)).toBe(idNumber)
    }
    expect(await versions()).toEqual(kept)
    // The running app has learnt of the key: what it seals now rests under it.
    const sealsNew = async () => keyOf((await office.createOrder({ idNumber })).id)
    await expect.poll(sealsNew, { timeout: 5_000 }).toBe(keyNumber)
    expect((await office.agent.call('GET /api/sms/outbox')).items.length).toBeGreaterThan(0)
    expect(
      (await office.agent.call('GET /api/work-orders', { query: { search: idNumber } })).items
        .length,
    ).toBe((await db.selectFrom('workOrders').select('id').execute()).length)
  })

  it('that broke off goes on with its own key', async () => {
    const { id } = await office.createOrder({ idNumber })
    const { number, active } = await prepareKey(server.ctx.db, master())
    expect(active).toBe(false)
    expect((await rotate()).keyNumber).toBe(number)
    expect(await keyOf(id)).toBe(number)
    expect((await rotate()).keyNumber).toBeGreaterThan(number)
  })

  it('knows every column of sealed values that there is', async () => {
    const { rows } = await sql<{ place: string }>`
      select table_name || '.' || column_name as place from information_schema.columns
      where table_schema = 'public' and column_name like '%\\_sealed' order by 1`.execute(
      server.ctx.db,
    )
    const ring = ringOf(master(), await readKeys(server.ctx.db, master()))
    const known = sealedColumns(ring).map(({ table, column }) => `${table}.${column}`)
    expect(known.toSorted()).toEqual(rows.map(({ place }) => place))
  })
})

it('an index key that was taken away is made anew, and the other keys stay', async () => {
  const { db } = server.ctx
  const before = await readKeys(db, master())
  await sql`delete from data_keys where purpose = 'index'`.execute(db)
  const after = await ensureKeys(db, master())
  const numbers = (keys: typeof after, purpose: string) =>
    keys.filter((key) => key.purpose === purpose).map(({ number }) => number)
  expect(numbers(after, 'seal')).toEqual(numbers(before, 'seal'))
  expect(numbers(after, 'index')).not.toEqual(numbers(before, 'index'))
  expect(numbers(after, 'index')).toHaveLength(1)
})

describe('another master key', () => {
  it('opens everything once the data keys rest under it, and the old one nothing', async () => {
    const { db } = server.ctx
    const { id } = await office.createOrder({ idNumber })
    const sealed = await sealedOf(id)
    const newMaster = randomBytes(32)
    const oldMaster = master()
    expect(await rewrapKeys(db, oldMaster, newMaster)).toBeGreaterThan(1)
    expect(await sealedOf(id)).toEqual(sealed)
    expect(sealed.subarray(0, 5)).toEqual(headerOf(sealed.readUInt32BE(1)))
    const ring = ringOf(newMaster, await readKeys(db, newMaster))
    const [column] = sealedColumns(ring)
    expect(column?.sealer.open(sealed)).toBe(idNumber)
    await expect(readKeys(db, oldMaster)).rejects.toThrow('SECRET_KEY_FILE holds another key')
    // Whoever runs goes on; whoever starts with the old key does not.
    expect(await seenOf(id)).toBe(idNumber)
    await expect(server.another()).rejects.toThrow('SECRET_KEY_FILE holds another key')
    expect(await rewrapKeys(db, newMaster, oldMaster)).toBeGreaterThan(1)
  })

  it('is all or nothing', async () => {
    const { db } = server.ctx
    await expect(rewrapKeys(db, randomBytes(32), randomBytes(32))).rejects.toThrow('does not open')
    expect((await readKeys(db, master())).length).toBeGreaterThan(1)
  })
})
