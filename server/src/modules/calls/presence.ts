import type { AppContext } from '../../context.ts'
import { selectCallsWithNews, setMissing } from './presence-repository.ts'
import { lockCall } from './repository.ts'
import { tellMedia } from './tell.ts'

/** Says in every active call who went missing or came back since it was looked at last. */
export async function refreshPresence(ctx: Pick<AppContext, 'db'>): Promise<void> {
  for (const callId of await selectCallsWithNews(ctx.db))
    await ctx.db.transaction().execute(async (tx) => {
      const call = await lockCall(tx, callId)
      if (call?.status === 'active' && (await setMissing(tx, callId))) await tellMedia(tx, callId)
    })
}
