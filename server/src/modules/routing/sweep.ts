/** The deadlines of calls and agents: every second, in every app process. Each step checks again under the row's lock. */
import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { endWrapUps, sendVanishedOffline } from '../agents/service.ts'
import { collectForgotten } from '../calls/collect-later.ts'
import { finishCall } from '../calls/finish.ts'
import { refreshPresence } from '../calls/presence.ts'
import { requeue } from '../calls/requeue.ts'
import type { Ending } from '../calls/rules.ts'
import { lockSeen, type LockedCall } from '../calls/service.ts'
import { readSettings } from '../settings/service.ts'
import * as overdue from './overdue-repository.ts'

/** `since`: when this process began, by the database's clock. A step that fails does not keep the others. */
export async function sweep(ctx: AppContext, since: string): Promise<void> {
  if (await overdue.isAnybodyThere(ctx.db)) await sweepPeople(ctx, since)
  await collectForgotten(ctx)
}

async function sweepPeople(ctx: AppContext, since: string): Promise<void> {
  const { leaseSeconds, graceSeconds, mediaLostSeconds, routing } = await readSettings(ctx.db)
  const grace = { since, leaseSeconds, graceSeconds }

  const attempt = (step: string, work: () => Promise<unknown>) =>
    work().catch((cause: unknown) => ctx.log.error({ err: cause, step }, 'sweep'))
  const each = (
    step: string,
    find: () => Promise<readonly overdue.Seen[]>,
    act: (tx: Tx, call: LockedCall) => Promise<unknown>,
  ) =>
    attempt(step, async () => {
      for (const seen of await find())
        await attempt(step, () =>
          ctx.db.transaction().execute(async (tx) => {
            const call = await lockSeen(tx, seen)
            if (call) await act(tx, call)
          }),
        )
    })
  const end = (find: () => Promise<readonly overdue.Seen[]>, ending: Ending) =>
    each(ending.reason, find, (tx, call) => finishCall(ctx, tx, call, ending, system))

  await each(
    'missed rings',
    () => overdue.selectMissedRings(ctx.db),
    (tx, call) => requeue(ctx, tx, call, 'missed', system),
  )
  await each(
    'lost rings',
    () => overdue.selectLostRings(ctx.db, grace),
    (tx, call) => requeue(ctx, tx, call, 'agent-lost', system),
  )
  await attempt('vanished agents', () => sendVanishedOffline(ctx, since))
  await attempt('wrap-up limits', () => endWrapUps(ctx))
  await end(() => overdue.selectAbandoned(ctx.db, grace), {
    event: 'abandon',
    reason: 'abandoned',
  })
  await end(() => overdue.selectTimedOut(ctx.db, routing.longestWaitSeconds), {
    event: 'time-out',
    reason: 'timed-out',
  })
  await end(() => overdue.selectRefused(ctx.db), { event: 'refuse', reason: 'refused' })
  await end(() => overdue.selectCustomerLost(ctx.db, grace), {
    event: 'break-off',
    reason: 'customer-lost',
  })
  await end(() => overdue.selectAgentLost(ctx.db, grace), {
    event: 'break-off',
    reason: 'agent-lost',
  })
  await end(() => overdue.selectMediaLost(ctx.db, grace, mediaLostSeconds), {
    event: 'break-off',
    reason: 'media-lost',
  })
  await attempt('presence', () => refreshPresence(ctx))
}
