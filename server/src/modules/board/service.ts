/** 实时监控: one look at everything that happens now. */
import { boardRows, type Board, type BoardCall, type BoardQuery } from '@veridesk/contract'
import type { AppContext } from '../../context.ts'
import { openingOf } from '../calendar/service.ts'
import { readSettings } from '../settings/service.ts'
import { maskName } from '../work-orders/mask.ts'
import {
  countStates,
  selectAgents,
  selectGroups,
  type AgentRow,
  type GroupRow,
} from './agent-repository.ts'
import {
  selectActive,
  selectRinging,
  selectWaiting,
  type ActiveRow,
  type RingingRow,
  type WaitingRow,
} from './call-repository.ts'

const presentCall = (row: WaitingRow | RingingRow | ActiveRow): BoardCall => ({
  id: row.id,
  workOrderId: row.workOrderId,
  taskNumber: row.taskNumber,
  businessType: row.businessType,
  businessItem: row.businessItem,
  insuredName: row.insuredName && maskName(row.insuredName),
  priority: row.priority,
  queuedAt: row.queuedAt.toISOString(),
  present: row.present,
})

const presentWaiting = (row: WaitingRow): Board['waiting']['rows'][number] => ({
  ...presentCall(row),
  position: row.position,
})

const presentRinging = (row: RingingRow): Board['ringing']['rows'][number] => ({
  ...presentCall(row),
  agentId: row.agentId,
  agentName: row.agentName,
  ringingSince: row.since.toISOString(),
  expiresAt: row.ringExpiresAt.toISOString(),
})

const presentActive = (row: ActiveRow): Board['active']['rows'][number] => ({
  ...presentCall(row),
  agentId: row.agentId,
  agentName: row.agentName,
  answeredAt: row.since.toISOString(),
  customer: {
    legState: row.customerLegState,
    missingSince: row.customerMissingSince?.toISOString() ?? null,
  },
  agent: {
    legState: row.agentLegState,
    missingSince: row.agentMissingSince?.toISOString() ?? null,
  },
})

const presentAgent = (row: AgentRow): Board['agents']['rows'][number] => ({
  id: row.id,
  name: row.name,
  username: row.username,
  state: row.state,
  since: row.since.toISOString(),
  pauseReason: row.pauseReason,
  pausedForMissedRings: row.pausedForMissedRings,
  groups: [...row.groups],
  call:
    row.callId === null || row.callStatus === null
      ? null
      : { id: row.callId, taskNumber: row.taskNumber, status: row.callStatus },
  missedRings: row.missedRings,
  wrapUpOverdue: row.wrapUpOverdue,
  unfilled: row.unfilled,
})

const presentGroup = (row: GroupRow, open: boolean): Board['groups'][number] => ({
  id: row.id,
  name: row.name,
  waiting: row.waiting,
  ringing: row.ringing,
  longestWaitSince: row.longestWaitSince?.toISOString() ?? null,
  agents: row.agents,
  open,
  queueLimit: row.queueLimit,
  full: row.queueLimit !== null && row.waiting + row.ringing >= row.queueLimit,
})

/**
 * Who waits, rings and talks, every agent and every group, all of one moment. Lists have at most `boardRows`
 * rows and exact totals. A group that does not exist has nothing.
 */
export function readBoard({
  ctx,
  query: { groupId = null, state = null },
}: {
  ctx: Pick<AppContext, 'db' | 'config'>
  query: { [K in keyof BoardQuery]: BoardQuery[K] | null }
}): Promise<Board> {
  // One snapshot for all statements, or a call could be in two lists or in none.
  const snapshot = ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
  return snapshot.execute(async (tx) => {
    const { leaseSeconds } = await readSettings(tx)
    const look = { groupId, limit: boardRows, leaseSeconds }
    const waiting = await selectWaiting(tx, look)
    const ringing = await selectRinging(tx, look)
    const active = await selectActive(tx, look)
    const { states, now } = await countStates(tx, groupId)
    const agents = await selectAgents(tx, { groupId, state, limit: boardRows })
    const groups = await selectGroups(tx)
    const { openGroups } = await openingOf(tx, ctx.config.timeZone, groups, now)
    const everyState = Object.values(states).reduce((sum, count) => sum + count, 0)
    return {
      waiting: {
        total: waiting[0]?.total ?? 0,
        longestWaitSince: waiting[0]?.longestWaitSince.toISOString() ?? null,
        rows: waiting.map(presentWaiting),
      },
      ringing: { total: ringing[0]?.total ?? 0, rows: ringing.map(presentRinging) },
      active: { total: active[0]?.total ?? 0, rows: active.map(presentActive) },
      agents: {
        total: state === null ? everyState : states[state],
        states,
        rows: agents.map(presentAgent),
      },
      groups: groups.map((row) => presentGroup(row, openGroups.includes(row))),
      serverTime: now.toISOString(),
    }
  })
}
