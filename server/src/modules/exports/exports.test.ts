import { stat } from 'node:fs/promises'
import path from 'node:path'
import readExcel from 'read-excel-file/node'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { CreateExport, ExportJob } from '@veridesk/contract'
import { newId } from '../../platform/ids.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { sweepExports } from './exporter.ts'
import { mayFollowExport } from './service.ts'

let server: TestServer
let office: Office
let auditor: TestClient
/** Another administrator: one person may begin only so many exports a minute. */
let clerk: TestClient
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  const auditorId = await server.addAccount('auditor', 'agent')
  await server.ctx.db
    .updateTable('accounts')
    .set({ grants: ['audit'] })
    .where('id', '=', auditorId)
    .execute()
  auditor = await server.signedIn('auditor')
  await server.addAccount('clerk', 'admin')
  clerk = await server.signedIn('clerk')
})
afterAll(() => server.close())
beforeEach(() => server.ctx.db.deleteFrom('exports').execute())

const all: CreateExport = { kind: 'work-orders', filter: {} }
const readOne = (browser: TestClient, id: string) =>
  browser.call('GET /api/exports/:id', { params: { id } })
async function untilEnded(browser: TestClient, { id }: ExportJob): Promise<ExportJob> {
  await expect
    .poll(async () => (await readOne(browser, id)).expiresAt, { timeout: 10_000, interval: 50 })
    .not.toBeNull()
  return readOne(browser, id)
}
const made = async (browser: TestClient, body: CreateExport) =>
  untilEnded(browser, await browser.call('POST /api/exports', { body }))
const download = (browser: TestClient, id: string) =>
  browser.send('GET /api/exports/:id/file', { params: { id } })
async function rowsOf(browser: TestClient, { id }: ExportJob) {
  const [sheet] = await readExcel((await download(browser, id)).rawPayload, { trim: false })
  return sheet?.data ?? []
}
/** What a cell of time shows in Shanghai; the reader takes its digits for UTC. */
const inShanghai = (at: string) =>
  new Date(Math.floor((Date.parse(at) + 8 * 3_600_000) / 1_000) * 1_000)
const auditedOf = async (id: string) =>
  (
    await server.ctx.db
      .selectFrom('auditLog')
      .select(['action', 'actorKind', 'details'])
      .where('targetId', '=', id)
      .orderBy('at')
      .execute()
  ).map(({ action, actorKind, details }) => [action, actorKind, details])

describe('an export of work orders', () => {
  it('holds the list cell by cell, masked, formulas as text', async () => {
    const order = await office.createOrder({ caseNumber: '=1+1', policyNumber: '@SUM(A1)' })
    const done = await made(office.admin, { kind: 'work-orders', filter: { search: '=1+1' } })
    expect(done).toMatchObject({ state: 'done', rows: 1, total: 1, truncated: false })
    expect(await rowsOf(office.admin, done)).toEqual([
      [
        '任务编号',
        '保单号',
        '案件号',
        '业务类型',
        '业务项目',
        '客户姓名',
        '联系电话',
        '处理人',
        '状态',
        '创建时间',
        '更新时间',
      ],
      [
        order.taskNumber,
        '@SUM(A1)',
        '=1+1',
        '保全',
        '变更投保人',
        '邓*闲',
        '156****3093',
        'name of service-agent',
        '待处理',
        inShanghai(order.createdAt),
        inShanghai(order.updatedAt),
      ],
    ])
  })

  it('speaks English where the browser does', async () => {
    const response = await office.admin.raw({
      method: 'POST',
      url: '/api/exports',
      payload: JSON.stringify(all),
      headers: { 'content-type': 'application/json', 'accept-language': 'en-GB,zh' },
    })
    expect(response.statusCode).toBe(202)
    const done = await untilEnded(office.admin, response.json<ExportJob>())
    expect(done.fileName).toMatch(/^Work orders-\d{8}-\d{6}\.xlsx$/)
    const [headings, row] = await rowsOf(office.admin, done)
    expect(headings?.[0]).toBe('Task number')
    expect(row?.[8]).toBe('Pending')
  })

  it('comes as a file of its own name that only the process may read', async () => {
    const done = await made(office.admin, all)
    const response = await download(office.admin, done.id)
    expect(response.headers['content-type']).toMatch('spreadsheetml')
    expect(response.headers['content-disposition']).toContain(encodeURIComponent(done.fileName))
    expect(done.fileName).toMatch(/^工单-\d{8}-\d{6}\.xlsx$/)
    const { runId } = await server.ctx.db
      .selectFrom('exports')
      .select('runId')
      .where('id', '=', done.id)
      .executeTakeFirstOrThrow()
    const file = path.join(server.ctx.config.dataDir, 'files', 'passing', `${runId}.xlsx`)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('is audited from its beginning to its end, without what was searched for', async () => {
    const done = await made(office.admin, { kind: 'work-orders', filter: { search: '邓小闲' } })
    await download(office.admin, done.id)
    await office.admin.call('DELETE /api/exports/:id', { params: { id: done.id } })
    expect(await auditedOf(done.id)).toEqual([
      [
        'export.create',
        'account',
        { kind: 'work-orders', filter: { search: '***', sort: 'created' } },
      ],
      [
        'export.finish',
        'system',
        { kind: 'work-orders', state: 'done', rows: done.rows, truncated: false },
      ],
      ['export.download', 'account', { kind: 'work-orders', rows: done.rows }],
      ['export.delete', 'account', {}],
    ])
  })
})

describe('an export of calls', () => {
  it('has the eight columns of the manual', async () => {
    const { db } = server.ctx
    const queuedAt = new Date('2020-04-08T09:15:34Z')
    const order = await office.createOrder()
    const addCall = async (more: object) => {
      const seatId = newId()
      const tokenHash = Buffer.from(seatId)
      await db.insertInto('seats').values({ id: seatId, tokenHash, endedAt: queuedAt }).execute()
      const call = { id: newId(), seatId, itemId: office.items.service, status: 'ended' as const }
      await db
        .insertInto('calls')
        .values({ ...call, queuedAt, endReason: 'customer-ended', ...more })
        .execute()
    }
    await addCall({
      workOrderId: order.id,
      agentId: office.agentId,
      answeredAt: new Date('2020-04-08T09:15:40Z'),
      endedAt: new Date('2020-04-08T09:19:39Z'),
      disposition: 'normal',
    })
    await addCall({
      endedAt: new Date('2020-04-08T09:15:54Z'),
      queuedAt: new Date('2020-04-08T09:15:30Z'),
    })
    const done = await made(office.admin, { kind: 'calls', filter: {} })
    expect(done).toMatchObject({ rows: 2, total: 2 })
    const [headings, answered, cancelled] = await rowsOf(office.admin, done)
    expect(headings).toEqual([
      '任务编号',
      '处理人',
      '发起时间',
      '挂断时间',
      '排队时长',
      '通话时长',
      '取消呼叫',
      '正常结束',
    ])
    const shown = [
      order.taskNumber,
      'name of service-agent',
      inShanghai('2020-04-08T09:15:34Z'),
      inShanghai('2020-04-08T09:19:39Z'),
      expect.anything(),
      expect.anything(),
      '否',
      '是',
    ]
    expect(answered).toEqual(shown)
    expect(cancelled?.slice(0, 2)).toEqual(['-', '-'])
    expect(cancelled?.slice(6)).toEqual(['是', '-'])
  })
})

describe('an export of the audit log', () => {
  it('asks for the grant, which an administrator does not have by role', async () => {
    const body: CreateExport = { kind: 'audit', filter: { action: 'session' } }
    expect((await office.admin.send('POST /api/exports', { body })).statusCode).toBe(403)
    const done = await made(auditor, body)
    const [headings, first] = await rowsOf(auditor, done)
    expect(headings).toEqual([
      '序号',
      '时间',
      '操作人',
      '操作',
      '任务编号',
      '通话',
      '对象',
      '来源地址',
      '详情',
    ])
    expect(first?.slice(2, 4)).toEqual(['name of clerk', 'session.begin'])
  })
})

describe('exports', () => {
  it('are refused without a session, without permission, of no such kind, and the wrong way round', async () => {
    const send = (browser: TestClient, body: unknown) =>
      browser.send('POST /api/exports', { body: body as never })
    expect((await send(server.client(), all)).statusCode).toBe(401)
    expect((await send(office.agent, all)).statusCode).toBe(403)
    const at = '2026-03-01T00:00:00Z'
    const bad = [
      { kind: 'accounts', filter: {} },
      { kind: 'calls' },
      { kind: 'calls', filter: { colour: 'red' } },
      { kind: 'calls', filter: { from: at, to: at } },
    ]
    for (const body of bad) expect(codeOf(await send(clerk, body))).toBe('invalid_input')
  })

  it("are nobody else's: not shown, not read, not followed, not deleted", async () => {
    const { id } = await made(clerk, all)
    const params = { id }
    const whose = async (username: string) => {
      const { id: accountId } = await server.ctx.db
        .selectFrom('accounts')
        .select('id')
        .where('username', '=', username)
        .executeTakeFirstOrThrow()
      return { accountId } as Parameters<typeof mayFollowExport>[1]
    }
    expect(await mayFollowExport(server.ctx, await whose('clerk'), id)).toBe(true)
    expect(await mayFollowExport(server.ctx, await whose('auditor'), id)).toBe(false)
    expect((await auditor.call('GET /api/exports')).items).toEqual([])
    for (const key of [
      'GET /api/exports/:id',
      'GET /api/exports/:id/file',
      'DELETE /api/exports/:id',
    ] as const) {
      expect((await auditor.send(key, { params })).statusCode).toBe(404)
      expect((await server.client().send(key, { params })).statusCode).toBe(401)
      expect((await office.agent.send(key, { params })).statusCode).toBe(403)
      expect((await clerk.send(key, { params: { id: newId() } })).statusCode).toBe(404)
    }
    expect((await clerk.call('GET /api/exports')).items.map((each) => each.id)).toEqual([id])
  })

  it('are given out no more once the permission is gone', async () => {
    const done = await made(auditor, { kind: 'audit', filter: {} })
    const accounts = () => server.ctx.db.updateTable('accounts').where('username', '=', 'auditor')
    await accounts().set({ grants: [] }).execute()
    expect((await download(auditor, done.id)).statusCode).toBe(403)
    await accounts()
      .set({ grants: ['audit'] })
      .execute()
    expect((await download(auditor, done.id)).statusCode).toBe(200)
  })

  it('are deleted with their file when their time is over, by themselves', async () => {
    const { id } = await made(clerk, all)
    const expire = { expiresAt: new Date(Date.now() - 1_000) }
    const row = await server.ctx.db
      .updateTable('exports')
      .set(expire)
      .where('id', '=', id)
      .returning('runId')
      .executeTakeFirstOrThrow()
    expect((await download(clerk, id)).statusCode).toBe(404)
    await sweepExports(server.ctx)
    expect(await server.ctx.storage.readPassing(`${row.runId}.xlsx`)).toBeNull()
    expect(await server.ctx.db.selectFrom('exports').select('id').execute()).toEqual([])
    expect((await auditedOf(id)).at(-1)).toEqual(['export.delete', 'system', {}])
  })
})
