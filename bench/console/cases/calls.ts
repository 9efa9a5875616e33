/** 通话历史. */
import { type Asker, type Case, daysFrom, encodePosition, samePage } from './case.ts'
import { visible } from './order-parts.ts'
import { type PartOf, together, whereOf } from './part.ts'

const page = (where: readonly string[]): string => `
  select c.id, c.version, c.work_order_id, o.task_number, c.status, a.name as agent_name, c.queued_at,
    c.answered_at, c.ended_at, c.end_reason, c.disposition, c.disposition_reason, c.disposition_note
  from (select * from calls c ${whereOf(where)}
    order by queued_at desc, id desc limit 20) c
  left join work_orders o on o.id = c.work_order_id left join accounts a on a.id = c.agent_id
  order by c.queued_at desc, c.id desc`

const ofAgentOrVisible = (account: string): string => `(c.agent_id = ${account}
  or exists (select from work_orders o where o.id = c.work_order_id and ${visible(account)}))`

const history = (name: string, parts: readonly PartOf[], as: Asker = 'administrator'): Case => ({
  name: `calls, ${name}`,
  as,
  path: '/api/calls',
  ask: (sample, accountId) =>
    together(
      parts.map((part) => part(sample)),
      page,
      as === 'administrator' ? undefined : (place) => ofAgentOrVisible(`${place(accountId)}::uuid`),
    ),
  same: samePage,
})

const deep: PartOf = ({ callId, queuedAt }) => ({
  query: { cursor: encodePosition({ at: queuedAt, id: callId }) },
  where: '(c.queued_at, c.id) < ($::timestamptz, $::uuid)',
  values: [queuedAt, callId],
})
const task =
  (length: number): PartOf =>
  ({ taskNumber }) => ({
    query: { search: taskNumber.slice(0, length) },
    where: `c.work_order_id = any(array(
      select id from work_orders where task_number collate "C" like $))`,
    values: [`${taskNumber.slice(0, length)}%`],
  })
const ofAgent: PartOf = ({ handlerId }) => ({
  query: { agentId: handlerId },
  where: 'c.agent_id = $::uuid and c.answered_at is not null',
  values: [handlerId],
})
const ofType: PartOf = ({ typeId }) => ({
  query: { businessTypeId: typeId },
  where: 'c.item_id = any(array(select id from business_items where type_id = $::uuid))',
  values: [typeId],
})
const cancelled: PartOf = () => ({
  query: { cancelled: 'true' },
  where: 'c.ended_at is not null and c.answered_at is null',
  values: [],
})
const notCancelled: PartOf = () => ({
  query: { cancelled: 'false' },
  where: '(c.ended_at is null or c.answered_at is not null)',
  values: [],
})
const disposed =
  (disposition: string): PartOf =>
  () => ({ query: { disposition }, where: 'c.disposition = $', values: [disposition] })
const within =
  (days: number): PartOf =>
  ({ queuedAt }) => {
    const { from, to } = daysFrom(queuedAt, days)
    return {
      query: { from, to },
      where: 'c.queued_at >= $::timestamptz and c.queued_at < $::timestamptz',
      values: [from, to],
    }
  }

export const callCases: readonly Case[] = [
  history('first page', []),
  history('deep page', [deep]),
  history('search: task number', [task(8)]),
  history('search: task number begins, 5 of 8', [task(5)]),
  history('search: task number begins, 4 of 8', [task(4)]),
  history('filter: agent', [ofAgent]),
  history('filter: agent, deep', [ofAgent, deep]),
  history('filter: business type', [ofType]),
  history('filter: cancelled', [cancelled]),
  history('filter: cancelled, deep', [cancelled, deep]),
  history('filter: not cancelled', [notCancelled]),
  history('filter: normal', [disposed('normal')]),
  history('filter: abnormal, deep', [disposed('abnormal'), deep]),
  history('filter: unfilled', [disposed('unfilled')]),
  history('filter: a day', [within(1)]),
  history('agent and abnormal', [ofAgent, disposed('abnormal')]),
  history('agent and thirty days', [ofAgent, within(30)]),
  history('type and cancelled', [ofType, cancelled]),
  history('type and unfilled', [ofType, disposed('unfilled')]),
  history('agent, first page', [], 'agent'),
  history('agent, deep page', [deep], 'agent'),
  history('agent, cancelled', [cancelled], 'agent'),
  history('agent, unfilled', [disposed('unfilled')], 'agent'),
  history('agent, thirty days', [within(30)], 'agent'),
  history('busy agent, first page', [], 'busy agent'),
]
