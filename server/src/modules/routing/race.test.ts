import { afterAll, beforeAll, expect, it } from 'vitest'
import { signIn } from '../accounts/sign-in.ts'
import { createGroup } from '../groups/service.ts'
import { customerOf, setSettings, type Customer } from '../../testing/calling.ts'
import { openOffice, type Office } from '../../testing/office.ts'
import { TestClient } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'

const many = 50
let first: TestServer
let second: TestServer
let office: Office
let customers: Customer[]
let agents: TestClient[]

/** Signed in past the limit on sign-ins of one address; every other one at the second process. */
async function agentAt(index: number): Promise<TestClient> {
  const server = index % 2 === 0 ? first : second
  const { token } = await signIn({
    ctx: server.ctx,
    input: { username: `racer${index}`, password: testPassword, replace: false },
    ownToken: null,
    address: '127.0.0.1',
    userAgent: null,
  })
  const browser = new TestClient(server.app.http)
  browser.cookies.set('vd_session', token)
  return browser
}

beforeAll(async () => {
  first = await createTestServer()
  second = await first.another()
  office = await openOffice(first)
  await setSettings(first, { leaseSeconds: 600, ringSeconds: 600 })
  const accounts: string[] = []
  for (let index = 0; index < many; index += 1)
    accounts.push(await first.addAccount(`racer${index}`, 'agent'))
  await office.agent.call('PUT /api/me/state', { body: { state: 'paused' } })
  await first.ctx.db
    .transaction()
    .execute((tx) =>
      createGroup(tx, { name: 'race', itemIds: [office.items.service], memberIds: accounts }),
    )
  agents = []
  for (let index = 0; index < many; index += 1) agents.push(await agentAt(index))
  customers = []
  for (let index = 0; index < many; index += 1) {
    const customer = await customerOf(first, office)
    if (index % 2 === 0) {
      customers.push(customer)
      continue
    }
    const elsewhere = new TestClient(second.app.http)
    for (const [name, value] of customer.browser.cookies) elsewhere.cookies.set(name, value)
    customers.push({ ...customer, browser: elsewhere })
  }
}, 120_000)
afterAll(async () => {
  await second.close()
  await first.close()
})

/** An agent's page: answers whatever rings, with both of its tabs at once. */
async function answerOne(agent: TestClient): Promise<void> {
  let id = ''
  await expect
    .poll(async () => (id = (await agent.call('GET /api/me')).agent?.ring?.callId ?? ''), {
      timeout: 60_000,
      interval: 100,
    })
    .not.toBe('')
  const tabs = [1, 2].map(() => agent.send('POST /api/calls/:id/answer', { params: { id } }))
  const codes = (await Promise.all(tabs)).map((response) => response.statusCode)
  expect(codes.toSorted()).toEqual([200, 409])
}

it('50 customers and 50 agents at once, over two processes: each is paired exactly once', async () => {
  await Promise.all([
    ...customers.map(({ browser }) => browser.call('POST /api/customer/calls')),
    ...agents.map(answerOne),
  ])
  const calls = await first.ctx.db.selectFrom('calls').select(['status', 'agentId']).execute()
  expect(calls).toHaveLength(many)
  expect(calls.every((call) => call.status === 'active')).toBe(true)
  expect(new Set(calls.map((call) => call.agentId)).size).toBe(many)
  const outcomes = await first.ctx.db.selectFrom('offers').select('outcome').execute()
  expect(outcomes.filter(({ outcome }) => outcome === 'answered')).toHaveLength(many)
  const states = await first.ctx.db
    .selectFrom('agents')
    .select('state')
    .where('state', '=', 'busy')
    .execute()
  expect(states).toHaveLength(many)
  const participants = await first.ctx.db.selectFrom('participants').select('id').execute()
  expect(participants).toHaveLength(2 * many)
}, 120_000)
