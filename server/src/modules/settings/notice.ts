/** 录制告知: every text has a version of its own, which consents name. */
import type { z } from 'zod'
import type { NoticeSettings, saveNotice as saveNoticeShape } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { readSettings, writeSetting } from './service.ts'

/** The notice in force. */
export const readNotice = async ({
  ctx,
}: {
  ctx: Pick<AppContext, 'db'>
}): Promise<NoticeSettings> => (await readSettings(ctx.db)).notice

/** Customers who have not queued yet agree anew, to the new text. Throws `stale_version`. */
export const saveNotice = ({
  ctx,
  actor,
  input: { version, zh, en },
}: {
  ctx: AppContext
  actor: AccountActor
  input: z.output<typeof saveNoticeShape>
}): Promise<NoticeSettings> =>
  ctx.db.transaction().execute(async (tx) => {
    await lockName(tx, 'setting notice')
    const { notice: from } = await readSettings(tx)
    if (from.version !== version) throw new AppError('stale_version')
    const to = { version: version + 1, zh, en }
    await writeSetting(tx, 'notice', to)
    await audit(tx, actor, 'settings.notice', { details: { from, to } })
    await notify(tx, 'settings', 0)
    return to
  })
