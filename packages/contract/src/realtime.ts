/** The socket at `/ws` (law 6): a notification of committed facts, never the facts themselves. */
import { z } from 'zod'
import { errors, type ErrorCode } from './errors.ts'

/**
 * `account`: own state, own ring (console, always followed). `seat`: own call (customer, always followed).
 * `work-orders`, `accounts`, `groups`: the lists. `queue`: number waiting. `board`: calls and agents of the
 * live board. `settings`: the institution's and its business types. `work-order:<id>`, `call:<id>`,
 * `export:<id>`: one row.
 */
export const topic = z
  .string()
  .regex(
    /^(account|seat|work-orders|accounts|groups|settings|queue|board|(work-order|call|export):[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/,
  )

/** What a client may send. A client pings every 5 s: that renews its presence lease. */
export const clientMessage = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('ping') }),
  z.strictObject({ type: z.literal('subscribe'), topics: z.array(topic).min(1).max(50) }),
  z.strictObject({ type: z.literal('unsubscribe'), topics: z.array(topic).min(1).max(50) }),
])
export type ClientMessage = z.infer<typeof clientMessage>

const errorCode = z.enum(Object.keys(errors) as [ErrorCode, ...ErrorCode[]])

export const serverMessage = z.discriminatedUnion('type', [
  /** First message; whoever receives it refetches what it shows. */
  z.strictObject({ type: z.literal('ready') }),
  z.strictObject({ type: z.literal('pong') }),
  z.strictObject({ type: z.literal('event'), topic, version: z.int() }),
  z.strictObject({ type: z.literal('error'), code: errorCode }),
  /** The session or seat ended; the socket closes right after with code 4401. */
  z.strictObject({ type: z.literal('ended'), code: errorCode }),
])
export type ServerMessage = z.infer<typeof serverMessage>

/** Close code of a socket whose session or seat is gone. */
export const closedBySession = 4401
