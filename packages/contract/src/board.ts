/** 实时监控, the live board: who waits, who rings, who talks, agents by state (manual 3.1, 3.6). */
import { z } from 'zod'
import { id, line, time } from './common.ts'
import { legState } from './media-protocol.ts'
import { agentStates } from './states.ts'

/** So many rows of each list are given; its total counts all. */
export const boardRows = 200

/** What is looked at; counts and lists follow, the groups' table does not. */
export const boardQuery = z.strictObject({
  /** Calls of the group's items or with its members, and its members. */
  groupId: id.optional(),
  /** Of agents alone. */
  state: z.enum(agentStates).optional(),
})
export type BoardQuery = z.infer<typeof boardQuery>

const boardCall = z.object({
  id,
  workOrderId: id.nullable(),
  /** Null for a walk-in. */
  taskNumber: z.string().nullable(),
  businessType: z.string(),
  businessItem: z.string(),
  /** Masked. */
  insuredName: z.string().nullable(),
  priority: z.boolean(),
  queuedAt: time,
  /** The customer's page is there. */
  present: z.boolean(),
})
export type BoardCall = z.infer<typeof boardCall>

const waitingCall = boardCall.extend({
  /** Its place among the waiting calls of its item, 1 being the next; those that ring count too. */
  position: z.int().positive(),
})
export type WaitingCall = z.infer<typeof waitingCall>

const ringingCall = boardCall.extend({
  agentId: id,
  agentName: z.string(),
  ringingSince: time,
  expiresAt: time,
})
export type RingingCall = z.infer<typeof ringingCall>

/** How one side of an active call is connected. */
const side = z.object({
  /** Null: nothing was opened yet. */
  legState: legState.nullable(),
  /** Since when the side is missing: its leg not open or its page gone. */
  missingSince: time.nullable(),
})
export type BoardSide = z.infer<typeof side>

const activeCall = boardCall.extend({
  agentId: id,
  agentName: z.string(),
  answeredAt: time,
  customer: side,
  agent: side,
})
export type ActiveCall = z.infer<typeof activeCall>

const boardAgent = z.object({
  id,
  name: z.string(),
  username: z.string(),
  state: z.enum(agentStates),
  since: time,
  /** Null where none was chosen, and for every state but `paused`. */
  pauseReason: z.string().nullable(),
  /** 暂放 came by itself, after too many missed rings. */
  pausedForMissedRings: z.boolean(),
  /** By name. */
  groups: z.array(z.string()),
  /** The call that rings for this agent or that it is in. */
  call: z
    .object({ id, taskNumber: z.string().nullable(), status: z.enum(['ringing', 'active']) })
    .nullable(),
  /** Rings missed one after the other. */
  missedRings: z.int().nonnegative(),
  /** 话后处理 has lasted longer than its group allows. */
  wrapUpOverdue: z.boolean(),
  /** A call of this agent has no disposition: 话后处理 does not end without it. */
  unfilled: z.boolean(),
})
export type BoardAgent = z.infer<typeof boardAgent>

const stateCounts = z.record(z.enum(agentStates), z.int().nonnegative())

const boardGroup = z.object({
  id,
  name: z.string(),
  /** Waiting calls of its items. */
  waiting: z.int().nonnegative(),
  /** Calls of its items that ring for somebody. */
  ringing: z.int().nonnegative(),
  /** Since when the one that waits longest waits; null: nobody waits. */
  longestWaitSince: time.nullable(),
  /** Its members by state. */
  agents: stateCounts,
  /** Within its hours on duty. */
  open: z.boolean(),
  /** So many may wait; null: no limit. */
  queueLimit: z.int().positive().nullable(),
  /** Nobody else may queue: as many wait or ring as may. */
  full: z.boolean(),
})
export type BoardGroup = z.infer<typeof boardGroup>

/** At most `boardRows` rows, and how many there are. */
const list = <T extends z.ZodType>(row: T) =>
  z.object({ total: z.int().nonnegative(), rows: z.array(row) })

/** One moment, all of it from one snapshot of the database. */
export const board = z.object({
  /** In the order of the queue. */
  waiting: list(waitingCall).extend({ longestWaitSince: time.nullable() }),
  /** The longest first, both. */
  ringing: list(ringingCall),
  active: list(activeCall),
  /** By state, in each the longest first. `states` counts whatever `state` asks for. */
  agents: list(boardAgent).extend({ states: stateCounts }),
  /** By name, every living group. */
  groups: z.array(boardGroup),
  serverTime: time,
})
export type Board = z.infer<typeof board>

/** Why an administrator steps in; kept in the audit log. */
export const forceCall = z.strictObject({ reason: line(200).optional() })
