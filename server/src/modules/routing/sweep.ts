/** The deadlines of calls and agents: every second, in every app process. Each step checks again under the row's lock. */
import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { sendVanishedOffline } from '../agents/service.ts'
import { finishCall } from '../calls/finish.ts'
import { refreshPresence } from '../calls/presence.ts'
import { lockSeen, type LockedCall } from '../calls/service.ts'
import { requeue } from '../calls/requeue.ts'
import type { Ending } from '../calls/rules.ts'
import { collectForgotten } from '../recordings/collect.ts'
import { readSettings } from '../settings/service.ts'
import {
  selectAbandoned,
  selectAgentLost,
  selectCustomerLost,
  selectLostRings,
  selectMissedRings,
  selectRefused,
  type Seen,
} from './overdue-repository.ts'

/** `since`: when this process began, by the database's clock. */
export async function sweep(ctx: AppContext, since: string): Promise<void> {
  const { leaseSeconds, graceSeconds } = await readSettings(ctx.db)
  const grace = { since, leaseSeconds, graceSeconds }

  const each = async (
    overdue: readonly Seen[],
    act: (tx: Tx, call: LockedCall) => Promise<unknown>,
  ) => {
    for (const seen of overdue)
      await ctx.db.transaction().execute(async (tx) => {
        const call = await lockSeen(tx, seen)
        if (call) await act(tx, call)
      })
  }
  const end = (overdue: readonly Seen[], ending: Ending) =>
    each(overdue, (tx, call) => finishCall(ctx, tx, call, ending, system))

  await each(await selectMissedRings(ctx.db), (tx, call) => requeue(tx, call, 'missed', system))
  await each(await selectLostRings(ctx.db, grace), (tx, call) =>
    requeue(tx, call, 'agent-lost', system),
  )
  await sendVanishedOffline(ctx, since)
  await end(await selectAbandoned(ctx.db, grace), { event: 'abandon', reason: 'abandoned' })
  await end(await selectRefused(ctx.db), { event: 'refuse', reason: 'refused' })
  await end(await selectCustomerLost(ctx.db, grace), {
    event: 'break-off',
    reason: 'customer-lost',
  })
  await end(await selectAgentLost(ctx.db, grace), { event: 'break-off', reason: 'agent-lost' })
  await refreshPresence(ctx)
  await collectForgotten(ctx)
}
