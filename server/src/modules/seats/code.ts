import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { audit } from '../audit/service.ts'
import { resolveLink } from '../links/service.ts'
import { issueCode } from '../one-time-codes/service.ts'
import { readSettings } from '../settings/service.ts'
import { enqueueCode } from '../sms/service.ts'
import { contactPhoneOf } from '../work-orders/service.ts'
import { recentCodes } from './repository.ts'
import { codesPerHour } from './rules.ts'
import { lockPlace } from './service.ts'

/**
 * Sends a one-time code to the order's contact phone; the newest code is the only good one. Throws
 * `link_invalid`, `link_expired`, `link_order_closed`, or `sms_cooling_down` (too soon, or too many).
 */
export const sendCode = ({
  ctx,
  token,
  address,
}: {
  ctx: AppContext
  token: string
  address: string
}): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const workOrderId = await resolveLink(tx, token)
    await lockPlace(tx, workOrderId)
    const settings = await readSettings(tx)
    const recent = await recentCodes(tx, workOrderId, settings.sms.coolDownSeconds)
    if (recent.cooling || recent.count >= codesPerHour) throw new AppError('sms_cooling_down')
    const minutes = settings.codeMinutes
    const code = await issueCode(tx, { workOrderId }, minutes)
    const messageId = await enqueueCode(ctx, tx, {
      workOrderId,
      phone: await contactPhoneOf(tx, workOrderId),
      code,
      minutes,
    })
    // Whoever asks has no seat yet: the address is all there is to know.
    await audit(tx, system, 'sms.send', {
      workOrderId,
      targetId: messageId,
      details: { kind: 'code', address },
    })
  })
