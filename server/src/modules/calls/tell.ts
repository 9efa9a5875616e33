/** Who is told when a call changes (law 6). */
import type { DbOrTx, Tx } from '../../database.ts'
import { notifyAll } from '../../platform/realtime/bus.ts'
import { tellOrderPage } from '../work-orders/tell.ts'
import { findCall, raiseLiveVersion, type CallRow } from './repository.ts'

const watchers = ({ id, seatId, version }: CallRow) => [
  { topic: `call:${id}`, version },
  { topic: `seat:${seatId}`, version },
  { topic: 'board', version: 0 },
]

/** The call's followers, the customer's page, the live board and the order's page, after any change of the call's row. */
export async function tellCall(tx: Tx, callId: string): Promise<void> {
  const call = await findCall(tx, callId)
  if (!call) return
  await notifyAll(tx, watchers(call))
  if (call.workOrderId) await tellOrderPage(tx, call.workOrderId)
}

/**
 * The pages in the call and the live board, after a participant's media changed: raises the call's version and returns the
 * call; undefined (and nobody told) once it has ended.
 */
export async function tellMedia(db: DbOrTx, callId: string): Promise<CallRow | undefined> {
  const call = await raiseLiveVersion(db, callId)
  if (!call) return undefined
  await notifyAll(db, watchers(call))
  return call
}

/** The queue's length or order changed: screens count anew, routing looks again. */
export async function tellQueue(tx: Tx): Promise<void> {
  await notifyAll(tx, [
    { topic: 'queue', version: 0 },
    { topic: 'routing', version: 0 },
  ])
}

/** Followed by whoever waits for this item (platform/realtime/sockets.ts). */
export const itemTopic = (itemId: string) => `item:${itemId}`

/**
 * The same where whoever waits for this item has moved up or back. One notification, however many wait:
 * each page is told by the process that holds its socket.
 */
export async function tellBehind(tx: Tx, itemId: string): Promise<void> {
  await notifyAll(tx, [{ topic: itemTopic(itemId), version: 0 }])
  await tellQueue(tx)
}
