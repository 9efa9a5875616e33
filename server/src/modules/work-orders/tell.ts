import type { Tx } from '../../database.ts'
import { notify } from '../../platform/realtime/bus.ts'

/** Tells the order's page and the list (law 6). */
export async function tellOrder(tx: Tx, workOrderId: string, version: number): Promise<void> {
  await notify(tx, `work-order:${workOrderId}`, version)
  await notify(tx, 'work-orders', version)
}
