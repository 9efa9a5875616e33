/** The real verbs for each of the model's events, and what can be seen of them. */
import { randomUUID } from 'node:crypto'
import { saveGroup as saveGroupShape } from '@veridesk/contract/groups'
import { sql, type RawBuilder } from 'kysely'
import type { AccountActor, SeatActor } from '../../../actor.ts'
import type { AppContext } from '../../../context.ts'
import { AppError } from '../../../platform/app-error.ts'
import {
  agentSignedIn,
  agentSignedOut,
  changeStateByHand,
  renewAgentLease,
} from '../../agents/service.ts'
import { answerCall, declineCall } from '../../calls/answer.ts'
import { customerCallOf } from '../../calls/customer-call.ts'
import { fillCallDisposition } from '../../calls/disposition.ts'
import { cancelCall, endByCustomer, hangUp } from '../../calls/end.ts'
import { forceEnd, forceRequeue } from '../../calls/force.ts'
import { queueForCall } from '../../calls/queue.ts'
import { listGroups, saveGroup } from '../../groups/service.ts'
import { setGroupsOf } from '../../groups/membership.ts'
import { renewSeatLease } from '../../seats/service.ts'
import { revokeWorkOrder } from '../../work-orders/revoke.ts'
import { assignWaiting } from '../assign.ts'
import { databaseNow } from '../overdue-repository.ts'
import { sweep } from '../sweep.ts'
import { adminId, agentIdAt, groupIdAt, itemIdAt, orderIdAt, seatIdAt } from './ids.ts'

const account = (accountId: string, role: 'agent' | 'admin'): AccountActor => ({
  kind: 'account',
  accountId,
  sessionId: randomUUID(),
  name: 'somebody',
  role,
  grants: [],
  mustChangePassword: false,
  address: null,
})

/** `done`, or the code of the refusal. Whatever is no refusal is thrown. */
async function outcomeOf(verb: Promise<unknown>): Promise<string> {
  try {
    await verb
    return 'done'
  } catch (cause) {
    if (cause instanceof AppError) return cause.code
    throw cause
  }
}

/** One process' worth of verbs on the institution. */
export class World {
  readonly ctx: AppContext
  /** When its routing began, by the database's clock. */
  since = ''

  constructor(ctx: AppContext) {
    this.ctx = ctx
  }

  async crash(): Promise<void> {
    this.since = await databaseNow(this.ctx.db)
  }

  private agent(place: number): AccountActor {
    return account(agentIdAt(place), 'agent')
  }

  private seat(place: number): SeatActor {
    return { kind: 'seat', seatId: seatIdAt(place), workOrderId: orderIdAt(place), address: null }
  }

  arrive(order: number) {
    return outcomeOf(queueForCall({ ctx: this.ctx, actor: this.seat(order) }))
  }
  answer(agent: number, callId: string) {
    return outcomeOf(answerCall({ ctx: this.ctx, actor: this.agent(agent), callId }))
  }
  decline(agent: number, callId: string) {
    return outcomeOf(declineCall({ ctx: this.ctx, actor: this.agent(agent), callId }))
  }
  cancel(order: number, callId: string) {
    return outcomeOf(cancelCall({ ctx: this.ctx, actor: this.seat(order), callId }))
  }
  endByCustomer(order: number, callId: string) {
    return outcomeOf(endByCustomer({ ctx: this.ctx, actor: this.seat(order), callId }))
  }
  hangUp(agent: number, callId: string) {
    return outcomeOf(hangUp({ ctx: this.ctx, actor: this.agent(agent), callId }))
  }
  forceEnd(callId: string) {
    return outcomeOf(forceEnd({ ctx: this.ctx, actor: account(adminId, 'admin'), callId }))
  }
  forceRequeue(callId: string) {
    return outcomeOf(forceRequeue({ ctx: this.ctx, actor: account(adminId, 'admin'), callId }))
  }
  fill(agent: number, callId: string) {
    const filled = { outcome: 'normal' } as const
    return outcomeOf(
      fillCallDisposition({ ctx: this.ctx, actor: this.agent(agent), callId, filled }),
    )
  }
  setState(agent: number, state: 'idle' | 'paused') {
    return outcomeOf(changeStateByHand({ ctx: this.ctx, actor: this.agent(agent), state }))
  }
  signIn(agent: number) {
    const { db } = this.ctx
    return outcomeOf(db.transaction().execute((tx) => agentSignedIn(tx, this.agent(agent))))
  }
  signOut(agent: number) {
    const { ctx } = this
    return outcomeOf(
      ctx.db
        .transaction()
        .execute((tx) => agentSignedOut(ctx, tx, agentIdAt(agent), this.agent(agent))),
    )
  }
  agentPage(agent: number) {
    return outcomeOf(renewAgentLease(this.ctx, agentIdAt(agent)))
  }
  customerPage(order: number) {
    return outcomeOf(renewSeatLease(this.ctx, seatIdAt(order)))
  }

  /** 撤销 of the order as it is now. */
  async revoke(order: number) {
    const { version } = await this.ctx.db
      .selectFrom('workOrders')
      .select('version')
      .where('id', '=', orderIdAt(order))
      .executeTakeFirstOrThrow()
    const actor = account(adminId, 'admin')
    return outcomeOf(revokeWorkOrder({ ctx: this.ctx, actor, id: orderIdAt(order), version }))
  }

  async toggleMember(agent: number, group: number) {
    const { db } = this.ctx
    return outcomeOf(
      db.transaction().execute(async (tx) => {
        const rows = await tx
          .selectFrom('groupMembers')
          .select('groupId')
          .where('accountId', '=', agentIdAt(agent))
          .execute()
        const groups = new Set(rows.map((row) => row.groupId))
        if (!groups.delete(groupIdAt(group))) groups.add(groupIdAt(group))
        await setGroupsOf(tx, agentIdAt(agent), [...groups])
      }),
    )
  }

  async toggleSkill(item: number, group: number) {
    const found = (await listGroups({ ctx: this.ctx })).find(({ id }) => id === groupIdAt(group))
    if (!found) throw new Error(`there is no group ${group}`)
    const { id, members, ...rest } = found
    const items = new Set(rest.itemIds)
    if (!items.delete(itemIdAt(item))) items.add(itemIdAt(item))
    const input = saveGroupShape.parse({
      ...rest,
      itemIds: [...items],
      memberIds: members.map((member) => member.id),
    })
    return outcomeOf(saveGroup({ ctx: this.ctx, actor: account(adminId, 'admin'), id, input }))
  }

  async sweep(): Promise<void> {
    await sweep(this.ctx, this.since)
  }

  async assign(): Promise<void> {
    await assignWaiting(this.ctx)
  }
}

const withTimes = [
  'calls',
  'offers',
  'agents',
  'agent_states',
  'seats',
  'participants',
  'group_versions',
]

/** So many seconds go by for all processes: everything that is written down happened that much earlier. */
export async function letTimePass(worlds: readonly World[], seconds: number): Promise<void> {
  const [first] = worlds
  if (!first) return
  const { db } = first.ctx
  const earlier = (time: RawBuilder<unknown>) => sql`${time} - make_interval(secs => ${seconds})`
  const { rows } = await sql<{ table: string; column: string }>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and data_type = 'timestamp with time zone'
      and table_name = any(${withTimes})`.execute(db)
  await db.transaction().execute(async (tx) => {
    for (const table of withTimes) {
      const moved = rows.flatMap(({ column, ...row }) =>
        row.table === table ? [sql`${sql.ref(column)} = ${earlier(sql.ref(column))}`] : [],
      )
      await sql`update ${sql.table(table)} set ${sql.join(moved)}`.execute(tx)
    }
  })
  for (const world of worlds) {
    const { rows: since } = await sql<{ since: string }>`
      select (${earlier(sql`${world.since}::timestamptz`)})::text as since`.execute(db)
    world.since = since[0]?.since ?? ''
  }
}

/** The real state, in the model's words. */
export interface Seen {
  readonly calls: readonly {
    id: string
    order: string
    status: string
    agent: string | null
    group: string | null
    reason: string | null
    rule: string | null
    ringsFor: number | null
  }[]
  readonly agents: readonly { id: string; state: string; unfilled: number }[]
}

/** The number ahead as the customer of this order is shown it. */
export async function aheadOf(world: World, order: number): Promise<number | undefined> {
  return (await customerCallOf(world.ctx, seatIdAt(order)))?.ahead
}

/** Calls in the order in which they were made. */
export async function look(world: World): Promise<Seen> {
  const { rows } = await sql<{ seen: Seen }>`
    select jsonb_build_object(
      'calls', (select coalesce(jsonb_agg(jsonb_build_object(
          'id', calls.id, 'order', work_order_id, 'status', calls.status, 'agent', agent_id,
          'group', calls.group_id, 'reason', end_reason,
          'rule', (select rule from offers where call_id = calls.id and ended_at is null),
          'ringsFor', extract(epoch from ring_expires_at - now())
        ) order by calls.id), '[]') from calls),
      'agents', (select jsonb_agg(jsonb_build_object(
          'id', account_id, 'state', state,
          'unfilled', (select count(*) from calls
            where agent_id = account_id and disposition = 'unfilled')
        ) order by account_id) from agents)
    ) as seen`.execute(world.ctx.db)
  if (!rows[0]) throw new Error('nothing is seen')
  return rows[0].seen
}
