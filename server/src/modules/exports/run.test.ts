import { buffer } from 'node:stream/consumers'
import { setTimeout as delay } from 'node:timers/promises'
import readExcel from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { newId } from '../../platform/ids.ts'
import type { Storage } from '../../platform/storage/port.ts'
import { openOffice } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { startExporter } from './exporter.ts'
import { claimNext, runExport, type Run } from './run.ts'
import { createExport, exportFile, readExport, removeExport } from './service.ts'

let server: TestServer
let ctx: AppContext
let actor: AccountActor
const orders = 5
beforeAll(async () => {
  server = await createTestServer()
  ctx = server.ctx
  const office = await openOffice(server)
  for (let count = 0; count < orders; count += 1) await office.createOrder()
  const accountId = await server.addAccount('clerk', 'admin')
  actor = {
    kind: 'account',
    accountId,
    sessionId: newId(),
    name: 'clerk',
    role: 'admin',
    grants: [],
    mustChangePassword: false,
    address: null,
  }
  // Nothing runs but what the tests run.
  await server.app.close()
})
afterAll(() => server.close())
beforeEach(() => ctx.db.deleteFrom('exports').execute())

const request = { kind: 'work-orders', filter: { sort: 'created' } } as const
const create = () => createExport({ ctx, actor, language: 'zh', request })
const read = (id: string) => readExport({ ctx, actor, id })
const going = new AbortController().signal
async function claim(): Promise<Run> {
  const run = await claimNext(ctx)
  if (!run) throw new Error('nothing to run')
  return run
}
const expireLease = (id: string) =>
  ctx.db
    .updateTable('exports')
    .set({ leaseUntil: new Date(Date.now() - 1_000) })
    .where('id', '=', id)
    .execute()
const hasFile = async ({ runId }: Run) => (await ctx.storage.readPassing(`${runId}.xlsx`)) !== null
/** The storage, until the file is about to be written. */
function held(): { storage: Storage; reached: Promise<void>; go: () => void } {
  const reached = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const storage: Storage = {
    ...ctx.storage,
    async writePassing(name, source) {
      reached.resolve()
      await gate.promise
      return ctx.storage.writePassing(name, source)
    },
  }
  return { storage, reached: reached.promise, go: () => gate.resolve() }
}

describe('an export', () => {
  it('is refused beyond two under way, also where they are asked for at once', async () => {
    const asked = await Promise.allSettled([create(), create(), create(), create()])
    expect(asked.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    for (const each of asked)
      if (each.status === 'rejected')
        expect(each.reason).toMatchObject({ code: 'too_many_exports' })
    await removeExport({ ctx, actor, id: (await claim()).id })
    await expect(create()).resolves.toMatchObject({ state: 'queued', rows: 0, total: null })
  })

  it('is not ready before it is done', async () => {
    const { id } = await create()
    await expect(exportFile({ ctx, actor, id })).rejects.toMatchObject({ code: 'export_not_ready' })
  })

  it('is run by one process only', async () => {
    await create()
    const claims = await Promise.all([claimNext(ctx), claimNext(ctx), claimNext(ctx)])
    expect(claims.filter((run) => run !== null)).toHaveLength(1)
  })

  it('ends at its limit, says so, and says so in the file', async () => {
    const { id } = await create()
    const run = await claim()
    await runExport(ctx, run, going, 3)
    expect(await read(id)).toMatchObject({ state: 'done', rows: 3, truncated: true })
    const { stream } = await exportFile({ ctx, actor, id })
    const [sheet] = await readExcel(await buffer(stream))
    expect(sheet?.data).toHaveLength(1 + 3 + 1)
    expect(sheet?.data.at(-1)?.[0]).toMatch('行数已达上限')
  })

  it('is not truncated where it just fits', async () => {
    const { id } = await create()
    await runExport(ctx, await claim(), going, orders)
    expect(await read(id)).toMatchObject({ rows: orders, total: orders, truncated: false })
  })

  it('that is cancelled while it runs leaves no file', async () => {
    const { id } = await create()
    const run = await claim()
    const { storage, reached, go } = held()
    const running = runExport({ ...ctx, storage }, run, going)
    await reached
    await removeExport({ ctx, actor, id })
    go()
    await running
    expect(await read(id)).toMatchObject({ state: 'cancelled' })
    expect(await hasFile(run)).toBe(false)
    await removeExport({ ctx, actor, id })
    await expect(read(id)).rejects.toMatchObject({ code: 'not_found' })
  })

  it('whose process died begins anew once its lease has run out, and the dead one harms nothing', async () => {
    const { id } = await create()
    const dead = await claim()
    const { storage, reached, go } = held()
    const running = runExport({ ...ctx, storage }, dead, going)
    await reached
    expect(await claimNext(ctx)).toBeNull()
    await expireLease(id)
    const run = await claim()
    await runExport(ctx, run, going)
    // It was only slow.
    go()
    await running
    expect(await read(id)).toMatchObject({ state: 'done', rows: orders })
    expect([await hasFile(dead), await hasFile(run)]).toEqual([false, true])
  })

  it('has failed after three runs that died', async () => {
    const { id } = await create()
    for (let count = 0; count < 3; count += 1) {
      await claim()
      await expireLease(id)
    }
    await runExport(ctx, await claim(), going)
    expect(await read(id)).toMatchObject({ state: 'failed' })
  })

  it('fails at once where its asker may no longer ask', async () => {
    const { id } = await create()
    const accounts = () => ctx.db.updateTable('accounts').where('accounts.id', '=', actor.accountId)
    await accounts().set({ role: 'agent' }).execute()
    await runExport(ctx, await claim(), going)
    expect(await read(id)).toMatchObject({ state: 'failed' })
    await accounts().set({ role: 'admin' }).execute()
  })

  it('that cannot be written is left to another run', async () => {
    const { id } = await create()
    const run = await claim()
    const full: Storage = {
      ...ctx.storage,
      writePassing: async () => Promise.reject(new Error('no space left')),
    }
    await expect(runExport({ ...ctx, storage: full }, run, going)).rejects.toThrow('no space left')
    expect(await read(id)).toMatchObject({ state: 'running' })
  })

  it('goes back to the queue where its process stops, and is done by the next', async () => {
    const { id } = await create()
    const run = await claim()
    const stopping = new AbortController()
    const { storage, reached, go } = held()
    const running = runExport({ ...ctx, storage }, run, stopping.signal)
    await reached
    stopping.abort()
    go()
    await running
    expect(await read(id)).toMatchObject({ state: 'queued' })
    expect(await hasFile(run)).toBe(false)
    const exporter = startExporter(ctx)
    await expect.poll(async () => (await read(id)).state, { timeout: 5_000 }).toBe('done')
    await exporter.stop()
  })

  it('tells its progress to who follows it', async () => {
    const heard: number[] = []
    const { id } = await create()
    const stop = ctx.bus.onNotification(({ topic, version }) => {
      if (topic === `export:${id}`) heard.push(version)
    })
    await runExport(ctx, await claim(), going)
    await expect.poll(() => heard.length, { timeout: 5_000 }).toBeGreaterThanOrEqual(3)
    await delay(0)
    stop()
    expect(heard).toEqual(heard.toSorted((a, b) => a - b))
    expect(new Set(heard).size).toBe(heard.length)
  })

  it('rests without what was searched for', async () => {
    const { id } = await createExport({
      ctx,
      actor,
      language: 'zh',
      request: { kind: 'work-orders', filter: { sort: 'created', search: '110105194912310021' } },
    })
    const { rows } = await ctx.db
      .selectFrom('exports')
      .selectAll()
      .where('id', '=', id)
      .execute()
      .then((found) => ({
        rows: JSON.stringify(
          found.map((row) => ({ ...row, filterSealed: row.filterSealed.toString('latin1') })),
        ),
      }))
    expect(rows).not.toContain('110105194912310021')
  })
})
