import type { DbOrTx, Tx } from '../../database.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { orderVersion } from './repository.ts'

/** Tells the order's page and the list (law 6). */
export async function tellOrder(tx: Tx, workOrderId: string, version: number): Promise<void> {
  await notify(tx, `work-order:${workOrderId}`, version)
  await notify(tx, 'work-orders', version)
}

/** Tells the order's page alone: something of the order changed, its own row did not. */
export async function tellOrderPage(db: DbOrTx, workOrderId: string): Promise<void> {
  await notify(db, `work-order:${workOrderId}`, await orderVersion(db, workOrderId))
}
