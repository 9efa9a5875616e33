import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import { networkOf } from '../../platform/http/network.ts'
import { audit } from '../audit/service.ts'
import { issueCode } from '../one-time-codes/service.ts'
import { readSettings } from '../settings/service.ts'
import { enqueueCode } from '../sms/service.ts'
import { maskPhone } from '../work-orders/mask.ts'
import { deleteOldCodes, selectRecentCodes } from './repository.ts'
import { refusalOf } from './rules.ts'

/**
 * Sends a one-time code to a phone (manual 4.2); the newest code is the only good one. Orders are not looked at:
 * for a number that is known and for one that is not the same is done. Throws `sms_cooling_down` and
 * `too_many_codes`, both with `retryAfter`.
 */
export const askPhoneCode = ({
  ctx,
  phone,
  address,
}: {
  ctx: AppContext
  phone: string
  address: string
}): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    // One after the other: requests at the same time count each other.
    await lockName(tx, 'codes of phones')
    const { codeMinutes: minutes, entry, sms } = await readSettings(tx)
    const network = networkOf(address)
    const recent = await selectRecentCodes(tx, { phone, address: network }, entry.codesPerHour)
    const refusal = refusalOf(recent, { coolDownSeconds: sms.coolDownSeconds, ...entry })
    if (refusal) throw new AppError(refusal.code, { retryAfter: refusal.retryAfter })
    await deleteOldCodes(tx)
    const code = await issueCode(tx, { phone, address: network }, minutes)
    const messageId = await enqueueCode(ctx, tx, { workOrderId: null, phone, code, minutes })
    // Whoever asks is not known yet: the address is all there is to know.
    await audit(tx, system, 'sms.send', {
      targetId: messageId,
      details: { kind: 'code', phone: maskPhone(phone), address },
    })
  })
