/** What the edges and other modules ask about seats; the verbs of this module's own routes stand in files of their own. */
import type { SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { hashToken, newToken } from '../../platform/crypto/tokens.ts'
import { lockName } from '../../platform/db/lock.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { readSettings } from '../settings/service.ts'
import { endSeat, extendLease, findLiveCall, findSeatByToken, insertSeat } from './repository.ts'
import { seatHours, type Place } from './rules.ts'

/** The customer's device behind a cookie. Throws `no_seat`. */
export async function authenticateSeat(
  ctx: AppContext,
  token: string,
  address: string,
): Promise<SeatActor> {
  const seat = await findSeatByToken(ctx.db, hashToken(token))
  if (!seat) throw new AppError('no_seat')
  return { kind: 'seat', seatId: seat.id, workOrderId: seat.workOrderId, address }
}

/** The customer's page is there, for another `leaseSeconds`; whoever waits for its return is told. */
export async function renewSeatLease(ctx: AppContext, seatId: string): Promise<void> {
  const { leaseSeconds } = await readSettings(ctx.db)
  const lease = await extendLease(ctx.db, seatId, leaseSeconds)
  if (!lease?.returned) return
  await notify(ctx.db, 'routing', 0)
  const call = await findLiveCall(ctx.db, seatId)
  if (call) await notify(ctx.db, `call:${call.id}`, call.version)
}

/** Where a request of a customer's device comes from. */
export interface Device {
  readonly address: string
  readonly userAgent: string | null
}

/** One device at a time takes a place or asks for a code in front of one order, until the transaction ends. */
export const lockPlace = (tx: Tx, workOrderId: string): Promise<void> =>
  lockName(tx, `seat of ${workOrderId}`)

/** A new seat; its place must have none. The token goes into the cookie and nowhere else. */
export async function takeSeat(
  tx: Tx,
  place: Place,
  { address, userAgent }: Device,
): Promise<{ actor: SeatActor; token: string }> {
  const id = newId()
  const token = newToken()
  await insertSeat(tx, { ...place, id, tokenHash: hashToken(token), address, userAgent })
  const workOrderId = 'workOrderId' in place ? place.workOrderId : null
  return { actor: { kind: 'seat', seatId: id, workOrderId, address }, token }
}

/** Ends a seat; its device is told at once. */
export async function putOut(tx: Tx, seatId: string): Promise<void> {
  await notify(tx, `session:${seatId}`, await endSeat(tx, seatId))
}

/** When the cookie of a seat that is there now runs out. */
export const cookieExpiry = (now: Date): Date => new Date(now.getTime() + seatHours * 3_600_000)
