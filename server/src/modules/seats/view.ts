import type { CustomerView } from '@veridesk/contract'
import { callableStatuses } from '@veridesk/contract/states'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { customerCallOf } from '../calls/customer-call.ts'
import { openingFor, presentOpening } from '../calls/opening.ts'
import { presentInstitution, readSettings } from '../settings/service.ts'
import { findSeatWithMatter } from './repository.ts'

/** Everything the customer's page shows. Throws `no_seat` once another device has taken over. */
export async function customerView(ctx: AppContext, seatId: string): Promise<CustomerView> {
  const [settings, seat, call] = await Promise.all([
    readSettings(ctx.db),
    findSeatWithMatter(ctx.db, seatId),
    customerCallOf(ctx, seatId),
  ])
  if (!seat) throw new AppError('no_seat')
  const opening = await openingFor(ctx, ctx.db, seat.itemId)
  const { institution, notice } = settings
  const agreed = seat.consentNoticeVersion === notice.version
  return {
    institution: presentInstitution(institution),
    notice,
    order: {
      businessType: seat.businessType,
      businessItem: seat.businessItem,
      callable: seat.status === null || callableStatuses.includes(seat.status),
    },
    walkIn: seat.status === null,
    opening: presentOpening(opening),
    graceSeconds: settings.graceSeconds,
    consentedAt: agreed ? (seat.consentedAt?.toISOString() ?? null) : null,
    call,
    serverTime: ctx.clock.now().toISOString(),
  }
}
