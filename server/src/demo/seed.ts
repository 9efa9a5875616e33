/** What a newcomer finds on an empty installation, unless DEMO=0. */
import { system, type AccountActor } from '../actor.ts'
import { ConfigError } from '../config/config-error.ts'
import type { AppContext } from '../context.ts'
import type { Tx } from '../database.ts'
import { createAccount } from '../modules/accounts/create.ts'
import { hasNoAccounts } from '../modules/accounts/service.ts'
import { audit } from '../modules/audit/service.ts'
import { createBusinessType } from '../modules/business-types/service.ts'
import { createGroup } from '../modules/groups/service.ts'
import { createPauseReasons } from '../modules/pause-reasons/service.ts'
import { addWorkOrder } from '../modules/work-orders/create.ts'
import { lockName } from '../platform/db/lock.ts'
import { newId } from '../platform/ids.ts'

/** Both sides of the identity card for every matter. */
const identity = [
  { name: '身份证人像面', required: true },
  { name: '身份证国徽面', required: true },
]
const businessTypes = {
  service: {
    name: '保全',
    claim: false,
    items: ['变更投保人', '变更受益人', '变更联系方式'],
    photoCategories: [...identity, { name: '保险合同', required: false }],
  },
  claim: {
    name: '理赔',
    claim: true,
    items: ['医疗理赔', '身故理赔'],
    photoCategories: [
      ...identity,
      { name: '银行卡', required: true },
      { name: '诊断证明', required: false },
      { name: '费用票据', required: false },
    ],
  },
  newPolicy: {
    name: '新契约',
    claim: false,
    items: ['新契约回访', '投保双录'],
    photoCategories: [...identity, { name: '手持证件照', required: false }],
  },
} as const

/**
 * Accounts, groups, business types, pause reasons and two work orders, all or nothing; does nothing where there is any
 * account. Throws `ConfigError` where DEMO_PASSWORD is needed and not set.
 */
export async function seedDemo(ctx: AppContext): Promise<void> {
  if (!(await hasNoAccounts(ctx.db))) return
  const password = ctx.config.demoPassword
  if (password === null) throw new ConfigError('DEMO_PASSWORD must be set, or DEMO=0.')
  await ctx.db.transaction().execute(async (tx) => {
    await lockName(tx, 'demo data')
    // Another app process may have been first.
    if (!(await hasNoAccounts(tx))) return
    await seed(ctx, tx, password)
    await audit(tx, system, 'demo.seed')
  })
}

async function seed(ctx: AppContext, tx: Tx, password: string): Promise<void> {
  await createAccount(tx, {
    username: 'admin',
    name: '管理员',
    password,
    role: 'admin',
    initial: true,
  })
  const agent1 = await createAccount(tx, {
    username: 'agent1',
    name: '张三',
    password,
    role: 'agent',
  })
  const agent2 = await createAccount(tx, {
    username: 'agent2',
    name: '李四',
    password,
    role: 'agent',
  })
  const service = await createBusinessType(tx, { ...businessTypes.service, position: 0 })
  const claim = await createBusinessType(tx, { ...businessTypes.claim, position: 1 })
  const newPolicy = await createBusinessType(tx, { ...businessTypes.newPolicy, position: 2 })
  await createGroup(tx, {
    name: '保全组',
    itemIds: [...service, ...newPolicy],
    memberIds: [agent1, agent2],
  })
  await createGroup(tx, { name: '理赔组', itemIds: claim, memberIds: [agent1] })
  await createPauseReasons(tx, ['用餐', '培训', '会议', '其他'])
  await seedWorkOrders(ctx, tx, agent1, { service: service[0]!, claim: claim[0]! })
}

/** As if agent1 had created them: with links and messages. The first one is the manual's (3.4). */
async function seedWorkOrders(
  ctx: AppContext,
  tx: Tx,
  agentId: string,
  items: { service: string; claim: string },
): Promise<void> {
  const actor: AccountActor = {
    kind: 'account',
    accountId: agentId,
    sessionId: newId(),
    name: '张三',
    role: 'agent',
    grants: [],
    mustChangePassword: false,
    address: null,
  }
  const baseUrl = ctx.config.publicUrl ?? `http://localhost:${ctx.config.port}`
  for (const input of [
    {
      businessItemId: items.service,
      insuredName: '邓小闲',
      contactPhone: '15618293093',
      idNumber: '432929202007000515',
      caseNumber: '20201234',
      policyNumber: '20202020',
      priority: false,
    },
    {
      businessItemId: items.claim,
      insuredName: '欧阳明月',
      contactPhone: '13800138000',
      idNumber: '11010519491231002X',
      caseNumber: '16040801',
      policyNumber: '16040800101',
      priority: false,
    },
  ])
    await addWorkOrder(tx, { ctx, actor, input, baseUrl })
}
