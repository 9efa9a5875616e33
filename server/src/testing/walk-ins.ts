/** Customers who come by phone number (manual 4.2): for tests. */
import { askPhoneCode } from '../modules/phone-entry/ask-code.ts'
import { renewSeatLease } from '../modules/seats/service.ts'
import { answerWhenRinging, freeAgent, queue, type Customer } from './calling.ts'
import type { Office } from './office.ts'
import type { TestClient } from './test-client.ts'
import type { TestServer } from './test-server.ts'

/** The code in the newest message to a phone, as an administrator's outbox shows it. */
export async function phoneCode(office: Office, phone: string): Promise<string> {
  const { items } = await office.admin.call('GET /api/sms/outbox')
  const message = items.find(
    (each) => each.kind === 'code' && each.taskNumber === null && each.phone === phone,
  )
  const found = /验证码 (\d{6})/.exec(message?.text ?? '')?.[1]
  if (!found) throw new Error('no code was sent to this phone')
  return found
}

/** A browser that has proven its phone. */
export async function provenBrowser(
  server: TestServer,
  office: Office,
  phone: string,
): Promise<TestClient> {
  const browser = server.client()
  // Below the edge: its rate limit is per address and would refuse a whole file of these.
  await askPhoneCode({ ctx: server.ctx, phone, address: '127.0.0.1' })
  const code = await phoneCode(office, phone)
  await browser.call('POST /api/customer/phone/verify', { body: { phone, code } })
  return browser
}

export type WalkIn = Omit<Customer, 'order'>

/** A customer with another matter, who has agreed to the recording. */
export async function walkInOf(
  server: TestServer,
  office: Office,
  phone: string,
  itemId = office.items.service,
): Promise<WalkIn> {
  const browser = await provenBrowser(server, office, phone)
  const { notice } = await browser.call('POST /api/customer/phone/enter', { body: { itemId } })
  const body = { noticeVersion: notice.version }
  await browser.call('POST /api/customer/consent', { body })
  const seat = await server.ctx.db
    .selectFrom('seats')
    .select('id')
    .where('phone', '=', phone)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return {
    browser,
    seatId: seat.id,
    async call() {
      const { call } = await browser.call('GET /api/customer/session')
      if (!call) throw new Error('this customer has no call')
      return call
    },
  }
}

/** The agent is free again, the customer queues, the agent answers. Returns the call's id. */
export async function walkInInCall(
  server: TestServer,
  who: WalkIn,
  agent: TestClient,
): Promise<string> {
  await freeAgent(agent)
  await renewSeatLease(server.ctx, who.seatId)
  const callId = await queue(who)
  await answerWhenRinging(server, agent, callId)
  return callId
}
