/** 排队与振铃: how calls find their agent and how long they may wait. */
import type { z } from 'zod'
import type { RoutingSettings, saveRouting as saveShape } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { notifyAll } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { lockPart, readPart, writeSetting } from './service.ts'

async function valuesIn(db: DbOrTx): Promise<RoutingSettings> {
  const { value, version } = await readPart(db, 'routing')
  const ringSeconds = (await readPart(db, 'ringSeconds')).value
  const declineRestSeconds = (await readPart(db, 'declineRestSeconds')).value
  return { version, ringSeconds, declineRestSeconds, ...value }
}

export const readRouting = ({ ctx }: { ctx: Pick<AppContext, 'db'> }): Promise<RoutingSettings> =>
  valuesIn(ctx.db)

/** In force from the next decision on. Throws `stale_version`. */
export const saveRouting = ({
  ctx,
  actor,
  input: { version, ...to },
}: {
  ctx: AppContext
  actor: AccountActor
  input: z.output<typeof saveShape>
}): Promise<RoutingSettings> =>
  ctx.db.transaction().execute(async (tx) => {
    await lockPart(tx, 'routing', version)
    const { version: _version, ...from } = await valuesIn(tx)
    const { ringSeconds, declineRestSeconds, ...rest } = to
    await writeSetting(tx, 'routing', rest)
    await writeSetting(tx, 'ringSeconds', ringSeconds)
    await writeSetting(tx, 'declineRestSeconds', declineRestSeconds)
    await audit(tx, actor, 'settings.routing', { details: { from, to } })
    await notifyAll(
      tx,
      ['settings', 'routing'].map((topic) => ({ topic, version: 0 })),
    )
    return valuesIn(tx)
  })
