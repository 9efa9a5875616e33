import type { SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { readSettings } from '../settings/service.ts'
import { insertConsent, setConsent } from './repository.ts'

/**
 * Records that this device agreed to the recording notice, with the words as shown; agreeing again
 * changes nothing. Throws `stale_version` where another notice is in force.
 */
export const giveConsent = ({
  ctx,
  actor,
  noticeVersion,
}: {
  ctx: AppContext
  actor: SeatActor
  noticeVersion: number
}): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const { notice } = await readSettings(tx)
    if (noticeVersion !== notice.version) throw new AppError('stale_version')
    const { seatId, workOrderId } = actor
    const version = await setConsent(tx, seatId, noticeVersion)
    if (version === null) return
    await insertConsent(tx, {
      id: newId(),
      seatId,
      workOrderId,
      noticeVersion,
      noticeText: `${notice.zh}\n\n${notice.en}`,
    })
    await audit(tx, actor, 'consent.give', { workOrderId, details: { noticeVersion } })
    await notify(tx, `seat:${seatId}`, version)
  })
