import { afterAll, beforeAll, expect, it } from 'vitest'
import { callRow, customerOf, queue, setSettings, untilCall } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { TestClient } from '../../testing/test-client.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await setSettings(server, { ringSeconds: 600 })
})
afterAll(() => server.close())

/** The same browser, at another process. */
function at(next: TestServer, browser: TestClient): TestClient {
  const moved = new TestClient(next.app.http)
  for (const [name, value] of browser.cookies) moved.cookies.set(name, value)
  return moved
}

it('a new process finds queue, order and ring as the old one left them, though every lease has lapsed', async () => {
  const customers = [
    await customerOf(server, office),
    await customerOf(server, office),
    await customerOf(server, office),
  ]
  const ids: string[] = []
  for (const customer of customers) ids.push(await queue(customer))
  const ringing = await untilCall(server, ids[0]!, 'ringing')
  await server.app.close()
  // While nothing ran nobody could renew a lease.
  const long = new Date(Date.now() - 3_600_000)
  await server.ctx.db.updateTable('agents').set({ leaseUntil: long }).execute()
  await server.ctx.db.updateTable('seats').set({ leaseUntil: long }).execute()

  const next = await server.another()
  const view = async (index: number) =>
    (await at(next, customers[index]!.browser).call('GET /api/customer/session')).call
  expect(await view(0)).toMatchObject({ id: ids[0], status: 'ringing', ahead: 0 })
  expect(await view(1)).toMatchObject({ id: ids[1], status: 'queued', ahead: 1 })
  expect(await view(2)).toMatchObject({ id: ids[2], status: 'queued', ahead: 2 })
  // Two sweeps later it is still so.
  const swept = Date.now() + 2_500
  await expect.poll(() => Date.now() > swept, { timeout: 5_000 }).toBe(true)
  expect(await callRow(next, ids[0]!)).toMatchObject({
    status: 'ringing',
    agentId: office.agentId,
    ringExpiresAt: ringing.ringExpiresAt,
  })
  const agent = at(next, office.agent)
  expect((await agent.call('GET /api/me')).agent).toMatchObject({
    state: 'idle',
    ring: { callId: ids[0] },
  })
  await agent.call('POST /api/calls/:id/answer', { params: { id: ids[0]! } })
  expect(await view(1)).toMatchObject({ status: 'queued', ahead: 0 })
  await next.close()
})
