/** What becomes of a walk-in's seat once its call is given an order. */
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import {
  findSeatOfOrder,
  isPresent,
  phoneOfSeat,
  setOrderOfConsents,
  setOrderOfSeat,
} from './repository.ts'
import { putOut } from './service.ts'

/** The phone that a walk-in came by; null for any other seat. */
export const walkInPhone = (db: DbOrTx, seatId: string): Promise<string | null> =>
  phoneOfSeat(db, seatId)

/** One device at a time takes the walk-in of a phone, until the transaction ends. */
export const lockWalkIn = (tx: Tx, phone: string): Promise<void> =>
  lockName(tx, `walk-in of ${phone}`)

/**
 * A device that is not there any more leaves the place in front of an order; hold `lockPlace`. Throws
 * `order_open_elsewhere` where its page is there.
 */
export async function vacatePlace(tx: Tx, workOrderId: string): Promise<void> {
  const seatId = await findSeatOfOrder(tx, workOrderId)
  if (seatId === null) return
  if (await isPresent(tx, seatId)) throw new AppError('order_open_elsewhere')
  await putOut(tx, seatId)
}

/** The walk-in's seat and consents become the order's, whose place must be free. */
export async function seatGetsOrder(tx: Tx, seatId: string, workOrderId: string): Promise<void> {
  await setOrderOfSeat(tx, seatId, workOrderId)
  await setOrderOfConsents(tx, seatId, workOrderId)
}
