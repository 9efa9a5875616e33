/** A small institution for tests: business types, two groups, who works in them, and an order with its link. */
import type { CreateWorkOrder, WorkOrder } from '@veridesk/contract'
import { createBusinessType } from '../modules/business-types/service.ts'
import { createGroup } from '../modules/groups/service.ts'
import type { TestClient } from './test-client.ts'
import type { TestServer } from './test-server.ts'

export interface Office {
  /** Member of the group that serves `items.service`. */
  readonly agent: TestClient
  readonly agentId: string
  /** Member of the group that serves `items.claim`. */
  readonly claimAgent: TestClient
  readonly claimAgentId: string
  readonly admin: TestClient
  readonly items: { readonly service: string; readonly claim: string }
  /** Creates an order as `agent`; the manual's sample unless said otherwise. */
  createOrder(more?: Partial<CreateWorkOrder>): Promise<WorkOrder>
  /** The link in the newest message of an order, as the simulated carrier's outbox shows it. */
  linkToken(taskNumber: string): Promise<string>
  /** The code in the newest message of an order. */
  code(taskNumber: string): Promise<string>
}

/** Opens the office; once for each server. */
export async function openOffice(server: TestServer): Promise<Office> {
  const agentId = await server.addAccount('service-agent', 'agent')
  const claimAgentId = await server.addAccount('claim-agent', 'agent')
  await server.addAccount('office-admin', 'admin')
  const items = await server.ctx.db.transaction().execute(async (tx) => {
    const service = { name: '保全', claim: false, position: 0, items: ['变更投保人', '变更受益人'] }
    const serviceItems = await createBusinessType(tx, service)
    const claim = { name: '理赔', claim: true, position: 1, items: ['医疗理赔'] }
    const claimItems = await createBusinessType(tx, claim)
    await createGroup(tx, { name: '保全组', itemIds: serviceItems, memberIds: [agentId] })
    await createGroup(tx, { name: '理赔组', itemIds: claimItems, memberIds: [claimAgentId] })
    return { service: serviceItems[0] ?? '', claim: claimItems[0] ?? '' }
  })
  const agent = await server.signedIn('service-agent')
  const admin = await server.signedIn('office-admin')

  async function inMessage(kind: 'link' | 'code', taskNumber: string, pattern: RegExp) {
    const { items: messages } = await admin.call('GET /api/sms/outbox')
    const message = messages.find((each) => each.kind === kind && each.taskNumber === taskNumber)
    const found = pattern.exec(message?.text ?? '')?.[1]
    if (!found) throw new Error(`no ${kind} was sent for ${taskNumber}`)
    return found
  }

  return {
    agent,
    agentId,
    claimAgent: await server.signedIn('claim-agent'),
    claimAgentId,
    admin,
    items,
    createOrder: (more = {}) =>
      agent.call('POST /api/work-orders', {
        body: {
          businessItemId: items.service,
          insuredName: '邓小闲',
          contactPhone: '15618293093',
          caseNumber: '20201234',
          ...more,
        },
      }),
    linkToken: (taskNumber) => inMessage('link', taskNumber, /\/c\/([\w-]{22})/),
    code: (taskNumber) => inMessage('code', taskNumber, /验证码 (\d{6})/),
  }
}
