/** 手机号进入: how many codes it may send (manual 4.2). */
import type { z } from 'zod'
import type { EntrySettings, saveEntry as saveShape } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { lockPart, readPart, writeSetting } from './service.ts'

async function entryIn(db: DbOrTx): Promise<EntrySettings> {
  const { value, version } = await readPart(db, 'entry')
  return { version, ...value }
}

export const readEntry = ({ ctx }: { ctx: Pick<AppContext, 'db'> }): Promise<EntrySettings> =>
  entryIn(ctx.db)

/** Throws `stale_version`. */
export const saveEntry = ({
  ctx,
  actor,
  input: { version, ...to },
}: {
  ctx: AppContext
  actor: AccountActor
  input: z.output<typeof saveShape>
}): Promise<EntrySettings> =>
  ctx.db.transaction().execute(async (tx) => {
    const from = await lockPart(tx, 'entry', version)
    await writeSetting(tx, 'entry', to)
    await audit(tx, actor, 'settings.entry', { details: { from, to } })
    await notify(tx, 'settings', 0)
    return entryIn(tx)
  })
