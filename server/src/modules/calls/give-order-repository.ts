import type { Tx } from '../../database.ts'

/**
 * Gives an order to a call, and to a live call of the same seat that has none: whoever called again meanwhile is
 * about the same matter.
 */
export async function setOrderOfCalls(
  tx: Tx,
  call: { id: string; seatId: string },
  workOrderId: string,
): Promise<string[]> {
  const rows = await tx
    .updateTable('calls')
    .set((eb) => ({ workOrderId, version: eb('version', '+', 1) }))
    .where('workOrderId', 'is', null)
    .where((eb) =>
      eb.or([
        eb('id', '=', call.id),
        eb.and([eb('seatId', '=', call.seatId), eb('status', '<>', 'ended')]),
      ]),
    )
    .returning('id')
    .execute()
  return rows.map(({ id }) => id)
}
