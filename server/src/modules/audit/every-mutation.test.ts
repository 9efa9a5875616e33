import { randomUUID } from 'node:crypto'
import { createCanvas } from '@napi-rs/canvas'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, type EndpointKey } from '@veridesk/contract'
import { simulatedSms } from '../../config/sms.ts'
import { customerOf, queue, setSettings, untilCall, type Customer } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import type { TestClient } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'
import { ensureFirstAdministrator } from '../accounts/first-administrator.ts'
import { accountSteps } from '../../testing/every-mutation/accounts.ts'
import { boardSteps } from '../../testing/every-mutation/board.ts'
import { exportSteps } from '../../testing/every-mutation/exports.ts'
import { phoneEntrySteps } from '../../testing/every-mutation/phone-entry.ts'
import { settingsSteps } from '../../testing/every-mutation/settings.ts'
import { smsSteps } from '../../testing/every-mutation/sms.ts'
import type { Step } from '../../testing/every-mutation/step.ts'
import { workOrderSteps } from '../../testing/every-mutation/work-orders.ts'

/** What may change something without a row of its own, and why. */
const unaudited = {
  'POST /api/accounts/import/check': 'changes nothing',
  'POST /api/calls/:id/legs': 'a connection, many for each call: participants and recordings tell',
  'PUT /api/calls/:id/legs/:legId': 'a connection, as above',
  'PUT /api/calls/:id/tracks': 'a button of the own camera, in no record of the call',
  'POST /api/customer/calls/:id/legs': 'a connection, as above',
  'PUT /api/customer/calls/:id/legs/:legId': 'a connection, as above',
  'PUT /api/customer/calls/:id/tracks': 'a button of the own camera, as above',
} as const satisfies Partial<Record<EndpointKey, string>>

const reportToken = 'report-token-of-the-test'
let server: TestServer
let empty: TestServer
let office: Office
let caller: Customer
let callId: string
beforeAll(async () => {
  ;[server, empty] = await Promise.all([
    createTestServer(
      {},
      { sms: { ...simulatedSms, reportToken }, wechat: { provider: 'simulated' } },
    ),
    createTestServer(),
  ])
  office = await openOffice(server)
  await setSettings(server, { leaseSeconds: 600 })
  await server.ctx.db
    .updateTable('agents')
    .set({ leaseUntil: new Date(Date.now() + 600_000) })
    .execute()
})
afterAll(() => Promise.all([server.close(), empty.close()]))

const order = () => office.createOrder()
const linkOf = async () => office.linkToken((await order()).taskNumber)
/** A customer's call that rings for the office's agent. */
async function rings(): Promise<void> {
  caller = await customerOf(server, office)
  callId = await queue(caller)
  await untilCall(server, callId, 'ringing')
}
const ofCall = () => ({ params: { id: callId } })
async function photograph(
  browser: TestClient,
  key: 'PUT /api/calls/:id/photos/:photoId' | 'PUT /api/customer/calls/:id/photos/:photoId',
) {
  const body = await createCanvas(64, 48).encode('jpeg')
  const params = { id: callId, photoId: randomUUID() }
  return browser.send(key, { params, query: { method: 'track' }, body, type: 'image/jpeg' })
}

/** The life of an installation, in an order in which every step succeeds. */
const steps: readonly Step[] = [
  {
    key: 'POST /api/setup',
    action: 'account.create',
    by: 'system',
    on: () => empty,
    prepare: async () => {
      const token = (await ensureFirstAdministrator(empty.ctx))?.replace('/setup/', '') ?? ''
      const body = { token, username: 'root', name: '管理员', password: testPassword }
      return () => empty.client().call('POST /api/setup', { body })
    },
  },
  {
    key: 'POST /api/sessions',
    action: 'session.begin',
    by: 'account',
    prepare: async () => {
      await server.addAccount('walker', 'agent')
      return () => server.signedIn('walker')
    },
  },
  {
    key: 'PUT /api/me/state',
    action: 'agent.state',
    by: 'account',
    prepare: async () => () =>
      office.claimAgent.call('PUT /api/me/state', { body: { state: 'paused' } }),
  },
  {
    key: 'DELETE /api/sessions/current',
    action: 'session.end',
    by: 'account',
    prepare: async () => () => office.claimAgent.call('DELETE /api/sessions/current'),
  },
  {
    key: 'POST /api/work-orders',
    action: 'work-order.create',
    by: 'account',
    prepare: async () => order,
  },
  {
    key: 'POST /api/work-orders/:id/sms',
    action: 'sms.send',
    by: 'account',
    prepare: async () => {
      const { id } = await order()
      await server.ctx.db
        .updateTable('smsMessages')
        .set({ createdAt: new Date(0) })
        .execute()
      return () => office.agent.call('POST /api/work-orders/:id/sms', { params: { id } })
    },
  },
  {
    key: 'POST /api/work-orders/:id/revoke',
    action: 'work-order.revoke',
    by: 'account',
    prepare: async () => {
      const { id, version } = await order()
      const given = { params: { id }, body: { version } }
      return () => office.agent.call('POST /api/work-orders/:id/revoke', given)
    },
  },
  {
    key: 'POST /api/customer/enter',
    action: 'link.open',
    by: 'seat',
    prepare: async () => {
      const token = await linkOf()
      return () => server.client().call('POST /api/customer/enter', { body: { token } })
    },
  },
  {
    key: 'POST /api/customer/code',
    action: 'sms.send',
    by: 'system',
    prepare: async () => {
      const token = await linkOf()
      return () => server.client().call('POST /api/customer/code', { body: { token } })
    },
  },
  {
    key: 'POST /api/customer/take-over',
    action: 'link.take-over',
    by: 'seat',
    prepare: async () => {
      const { taskNumber } = await order()
      const token = await office.linkToken(taskNumber)
      await server.client().call('POST /api/customer/enter', { body: { token } })
      await server.client().call('POST /api/customer/code', { body: { token } })
      const body = { token, code: await office.code(taskNumber) }
      return () => server.client().call('POST /api/customer/take-over', { body })
    },
  },
  {
    key: 'POST /api/customer/consent',
    action: 'consent.give',
    by: 'seat',
    prepare: async () => {
      const browser = server.client()
      const token = await linkOf()
      const { notice } = await browser.call('POST /api/customer/enter', { body: { token } })
      const body = { noticeVersion: notice.version }
      return () => browser.call('POST /api/customer/consent', { body })
    },
  },
  {
    key: 'POST /api/customer/calls',
    action: 'call.queue',
    by: 'seat',
    prepare: async () => {
      caller = await customerOf(server, office)
      return async () => {
        callId = await queue(caller)
      }
    },
  },
  {
    key: 'POST /api/calls/:id/decline',
    action: 'call.decline',
    by: 'account',
    prepare: async () => {
      await untilCall(server, callId, 'ringing')
      return () => office.agent.call('POST /api/calls/:id/decline', ofCall())
    },
  },
  {
    key: 'POST /api/customer/calls/:id/cancel',
    action: 'call.end',
    by: 'seat',
    prepare: async () => () => caller.browser.call('POST /api/customer/calls/:id/cancel', ofCall()),
  },
  {
    key: 'POST /api/calls/:id/answer',
    action: 'call.answer',
    by: 'account',
    prepare: async () => {
      await rings()
      return () => office.agent.call('POST /api/calls/:id/answer', ofCall())
    },
  },
  {
    key: 'PUT /api/calls/:id/photos/:photoId',
    action: 'photo.add',
    by: 'account',
    prepare: async () => () => photograph(office.agent, 'PUT /api/calls/:id/photos/:photoId'),
  },
  {
    key: 'PUT /api/customer/calls/:id/photos/:photoId',
    action: 'photo.add',
    by: 'seat',
    prepare: async () => () =>
      photograph(caller.browser, 'PUT /api/customer/calls/:id/photos/:photoId'),
  },
  {
    key: 'POST /api/calls/:id/hang-up',
    action: 'call.end',
    by: 'account',
    prepare: async () => () => office.agent.call('POST /api/calls/:id/hang-up', ofCall()),
  },
  {
    key: 'PUT /api/calls/:id/disposition',
    action: 'call.disposition',
    by: 'account',
    prepare: async () => () =>
      office.agent.call('PUT /api/calls/:id/disposition', {
        ...ofCall(),
        body: { outcome: 'normal' },
      }),
  },
  {
    key: 'POST /api/customer/calls/:id/end',
    action: 'call.end',
    by: 'seat',
    prepare: async () => {
      await office.agent.call('PUT /api/me/state', { body: { state: 'idle' } })
      await rings()
      await office.agent.call('POST /api/calls/:id/answer', ofCall())
      return () => caller.browser.call('POST /api/customer/calls/:id/end', ofCall())
    },
  },
  ...boardSteps(
    () => server,
    () => office,
  ),
  ...phoneEntrySteps(
    () => server,
    () => office,
  ),
  ...workOrderSteps(() => office),
  ...exportSteps(() => office),
  ...settingsSteps(() => office),
  ...smsSteps(
    () => server,
    () => office,
    reportToken,
  ),
  ...accountSteps(
    () => server,
    () => office,
  ),
]

async function rowsOf({ action, by, on = () => server }: Step): Promise<number> {
  const rows = await on()
    .ctx.db.selectFrom('auditLog')
    .select('id')
    .where('action', '=', action)
    .where('actorKind', '=', by)
    .execute()
  return rows.length
}

describe('law 2', () => {
  it('is held by every endpoint that changes something, or the reason why not stands here', () => {
    const mutations = Object.keys(endpoints).filter((key) => !key.startsWith('GET '))
    const known = [...steps.map((step) => step.key), ...Object.keys(unaudited)]
    expect(known.toSorted()).toEqual(mutations.toSorted())
  })

  it.each(steps)('$key leaves one row: $action', async (step) => {
    const act = await step.prepare()
    const before = await rowsOf(step)
    await act()
    expect(await rowsOf(step)).toBe(before + 1)
  })
})
