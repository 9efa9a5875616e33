/** The audit log; its first pages write an entry themselves. */
import type { Sample } from '../data/samples.ts'
import { type Case, daysFrom, encodePosition, samePage } from './case.ts'

const log = (
  name: string,
  ask: (sample: Sample) => { query: Record<string, string>; where: string; values: unknown[] },
): Case => ({
  name: `audit log, ${name}`,
  as: 'administrator',
  path: '/api/audit',
  ask(sample) {
    const { query, where, values } = ask(sample)
    const sql = `select l.id, n.number, l.at, l.actor_kind, a.name, l.action, o.task_number, l.call_id, l.target_id,
        l.address, l.details
      from (select * from audit_log where ${where} order by at desc, id desc limit 20) l
      left join audit_chain n on n.entry_id = l.id left join accounts a on a.id = l.actor_id
      left join work_orders o on o.id = l.work_order_id
      order by l.at desc, l.id desc`
    return { query, sql, values }
  },
  same: samePage,
})

export const auditCases: readonly Case[] = [
  log('deep page', ({ entryId, loggedAt }) => ({
    query: { cursor: encodePosition({ at: loggedAt, id: entryId }) },
    where: '(at, id) < ($1::timestamptz, $2::uuid)',
    values: [loggedAt, entryId],
  })),
  log('filter: account', ({ handlerId }) => ({
    query: { actorId: handlerId },
    where: 'actor_id = $1::uuid',
    values: [handlerId],
  })),
  log('filter: action', () => ({
    query: { action: 'work-order.edit' },
    where: `action = 'work-order.edit'`,
    values: [],
  })),
  log('filter: kind of action', () => ({
    query: { action: 'work-order' },
    where: `split_part(action, '.', 1) = 'work-order'`,
    values: [],
  })),
  log('filter: task number', ({ taskNumber }) => ({
    query: { taskNumber },
    where: 'work_order_id = (select id from work_orders where task_number = $1)',
    values: [taskNumber],
  })),
  log('filter: a day', ({ loggedAt }) => {
    const { from, to } = daysFrom(loggedAt, 1)
    return {
      query: { from, to },
      where: 'at >= $1::timestamptz and at < $2::timestamptz',
      values: [from, to],
    }
  }),
  log('account and action', ({ handlerId }) => ({
    query: { actorId: handlerId, action: 'work-order.edit' },
    where: `actor_id = $1::uuid and action = 'work-order.edit'`,
    values: [handlerId],
  })),
]
