/** What the media hosts say, brought into the database; and what the database says, brought to a host that came back. */
import { setTimeout as delay } from 'node:timers/promises'
import type { LegState } from '@veridesk/contract'
import type { AppContext } from '../../context.ts'
import { collectFrom } from './collect-later.ts'
import { armForwarding } from './forwarding.ts'
import {
  findCallOfLeg,
  selectLegsOnHost,
  selectLiveCallsOnHost,
  setLegState,
} from './leg-repository.ts'
import { setMissing } from './presence-repository.ts'
import { lockCall } from './repository.ts'
import { tellMedia } from './tell.ts'

type Ctx = Pick<AppContext, 'db' | 'jobs' | 'media' | 'log'>

/** A media host that is there is connected to long before. */
const connectWithinMs = 5_000
const blipMs = 1_000

/** One leg's new state: its row, who is missing, and the pages told; nothing where it was known already. */
async function legIs(ctx: Ctx, legId: string, state: LegState): Promise<void> {
  const callId = await findCallOfLeg(ctx.db, legId)
  if (callId === undefined) return
  const call = await ctx.db.transaction().execute(async (tx) => {
    const locked = await lockCall(tx, callId)
    if (!(await setLegState(tx, legId, state))) return undefined
    if (locked?.status === 'active') await setMissing(tx, callId)
    return tellMedia(tx, callId)
  })
  if (call && state === 'open') await armForwarding(ctx, call)
}

/** Every leg of live calls on a host that went down is gone: both pages are told and open new ones. */
async function hostIsDown(ctx: Ctx, host: string): Promise<void> {
  // A broken control link alone touches no call: it is back within a moment.
  await delay(blipMs)
  if (ctx.media.ready().get(host)) return
  for (const legId of await selectLegsOnHost(ctx.db, host)) await legIs(ctx, legId, 'failed')
}

/**
 * After either side restarted: legs that the host does not have have failed, states are taken over,
 * answered calls are forwarded, calls that are not live here are closed there, and what it recorded while
 * it was away is collected.
 */
async function hostIsUp(ctx: Ctx, host: string): Promise<void> {
  const expected = await selectLegsOnHost(ctx.db, host)
  const { calls } = await ctx.media.describe({ host })
  const states = new Map(
    calls.flatMap((call) => call.legs.map(({ legId, state }) => [legId, state] as const)),
  )
  for (const legId of expected) await legIs(ctx, legId, states.get(legId) ?? 'failed')
  const live = await selectLiveCallsOnHost(ctx.db, host)
  for (const call of live) await armForwarding(ctx, call)
  const liveIds = new Set(live.map((call) => call.id))
  for (const { callId } of calls)
    if (!liveIds.has(callId)) await ctx.media.closeCall({ host, callId })
  await collectFrom(ctx, host)
}

/** Follows the media hosts until stopped. One host's events are obeyed in their order. */
export function startMediaReconciler(ctx: Ctx): { stop(): Promise<void> } {
  const queues = new Map<string, Promise<void>>()
  const obey = (host: string, about: string, work: () => Promise<void>) => {
    const done = (queues.get(host) ?? Promise.resolve())
      .then(work)
      .catch((cause: unknown) => ctx.log.error({ err: cause, host, about }, 'media host'))
    queues.set(host, done)
  }
  const connectionIs = (host: string, connected: boolean) =>
    obey(host, connected ? 'up' : 'down', () =>
      connected ? hostIsUp(ctx, host) : hostIsDown(ctx, host),
    )
  const stops = [
    ctx.media.onConnection(({ host, connected }) => connectionIs(host, connected)),
    ctx.media.onEvent((event) => {
      if (event.event === 'leg-state')
        obey(event.host, event.event, () => legIs(ctx, event.legId, event.state))
    }),
  ]
  for (const [host, connected] of ctx.media.ready()) if (connected) connectionIs(host, true)
  // A host that this process never reaches never goes down either.
  const neverCame = setTimeout(() => {
    for (const [host, connected] of ctx.media.ready()) if (!connected) connectionIs(host, false)
  }, connectWithinMs)
  return {
    async stop() {
      clearTimeout(neverCame)
      for (const stop of stops) stop()
      await Promise.all(queues.values())
    },
  }
}
