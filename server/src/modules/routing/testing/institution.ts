/** The model's institution in a real database. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { setSettings } from '../../../testing/calling.ts'
import type { TestServer } from '../../../testing/test-server.ts'
import * as durations from './durations.ts'
import { adminId, agentIdAt, groupIdAt, itemIdAt, orderIdAt, seatIdAt } from './ids.ts'
import type { Plan } from './plain-model.ts'
import type { World } from './world.ts'

/** Founds the institution of a plan, once for a database. */
export async function found(server: TestServer, plan: Plan): Promise<void> {
  await setSettings(server, {
    leaseSeconds: durations.lease,
    graceSeconds: durations.grace,
    ringSeconds: durations.ring,
    declineRestSeconds: durations.rest,
    mediaLostSeconds: 86_400,
    routing: {
      missedRingsToPause: durations.missedRingsToPause,
      longestWaitSeconds: durations.longestWait,
      estimateMinimum: 10,
    },
  })
  await server.ctx.db.transaction().execute(async (tx) => {
    const people = [adminId, ...Array.from({ length: plan.agents }, (_, place) => agentIdAt(place))]
    await tx
      .insertInto('accounts')
      .values(
        people.map((id) => ({
          id,
          username: id,
          name: 'somebody',
          passwordHash: '',
          role: id === adminId ? ('admin' as const) : ('agent' as const),
        })),
      )
      .execute()
    await tx
      .insertInto('businessTypes')
      .values(
        plan.items.map(({ random, familiarWait }, place) => ({
          id: itemIdAt(place),
          name: `type ${place}`,
          position: place,
          assignment: random ? ('random' as const) : ('familiar' as const),
          familiarWaitSeconds: familiarWait,
        })),
      )
      .execute()
    await tx
      .insertInto('businessItems')
      .values(
        plan.items.map((_, place) => ({
          id: itemIdAt(place),
          typeId: itemIdAt(place),
          name: `item ${place}`,
          position: place,
        })),
      )
      .execute()
    await tx
      .insertInto('groups')
      .values(
        plan.groups.map(({ ring, wrapUp, queueLimit }, place) => ({
          id: groupIdAt(place),
          name: `group ${place}`,
          createdAt: new Date(Date.UTC(2026, 0, 1 + place)),
          ringSeconds: ring,
          wrapUpSeconds: wrapUp,
          queueLimit,
        })),
      )
      .execute()
    for (const [place, { overflow }] of plan.groups.entries())
      if (overflow !== null)
        await tx
          .updateTable('groups')
          .set({
            overflowGroupId: groupIdAt(overflow),
            overflowAfterSeconds: durations.overflowAfter,
          })
          .where('id', '=', groupIdAt(place))
          .execute()
    await tx
      .insertInto('workOrders')
      .values(
        plan.orders.map(({ item, priority, creator }, place) => ({
          id: orderIdAt(place),
          itemId: itemIdAt(item),
          contactPhone: '15618293093',
          contactPhoneIndex: Buffer.alloc(0),
          caseNumber: '1',
          priority,
          creatorId: creator === null ? adminId : agentIdAt(creator),
        })),
      )
      .execute()
    await tx
      .insertInto('seats')
      .values(
        plan.orders.map((_, place) => ({
          id: seatIdAt(place),
          tokenHash: Buffer.from(randomUUID()),
          workOrderId: orderIdAt(place),
          consentedAt: new Date(),
          consentNoticeVersion: 1,
        })),
      )
      .execute()
  })
}

/** Everything as on the first day: nobody is there, nobody ever called, the groups are as planned. */
export async function beginAnew(world: World, plan: Plan): Promise<void> {
  await world.ctx.db.transaction().execute(async (tx) => {
    await sql`truncate calls, work_order_past_handlers, agent_states, group_versions, group_members, group_skills, agents cascade`.execute(
      tx,
    )
    await sql`update work_orders set status = 'pending', handler_id = null`.execute(tx)
    await sql`update seats set lease_until = null, created_at = now()`.execute(tx)
    const pairs = plan.groups.flatMap(({ items, members }, place) => ({ items, members, place }))
    for (const { items, members, place } of pairs) {
      const groupId = groupIdAt(place)
      await tx
        .insertInto('groupSkills')
        .values(items.map((item) => ({ groupId, itemId: itemIdAt(item) })))
        .execute()
      await tx
        .insertInto('groupMembers')
        .values(members.map((member) => ({ groupId, accountId: agentIdAt(member) })))
        .execute()
    }
    await sql`
      insert into group_versions
        (group_id, item_ids, member_ids, ring_seconds, overflow_group_id, overflow_after_seconds)
      select id,
        array(select item_id from group_skills where group_id = groups.id order by item_id),
        array(select account_id from group_members where group_id = groups.id order by account_id),
        ring_seconds, overflow_group_id, overflow_after_seconds
      from groups`.execute(tx)
    await sql`insert into agents (account_id) select id from accounts where role = 'agent'`.execute(
      tx,
    )
    await sql`
      insert into agent_states (id, account_id, state, began_at)
      select gen_random_uuid(), account_id, state, since from agents`.execute(tx)
  })
  await world.crash()
}
