/** What queueing reads. */
import type { Tx } from '../../database.ts'

/** The seat as queueing needs it; a walk-in has no order. */
export const selectSeatForQueue = (tx: Tx, seatId: string) =>
  tx
    .selectFrom('seats')
    .select(['consentNoticeVersion', 'workOrderId', 'itemId'])
    .where('id', '=', seatId)
    .executeTakeFirstOrThrow()

/** The order that is called about; it cannot be closed meanwhile. */
export const holdOrder = (tx: Tx, id: string) =>
  tx
    .selectFrom('workOrders')
    .select(['status', 'itemId', 'insuredName'])
    .where('id', '=', id)
    .forShare()
    .executeTakeFirstOrThrow()
