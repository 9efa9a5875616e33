/** What the list of work orders and its counts can be asked. */
import type { Sample } from '../data/samples.ts'
import { daysFrom, encodePosition } from './case.ts'
import type { PartOf } from './part.ts'

const handler = 'coalesce(o.handler_id, o.creator_id)'

/** The orders that an agent sees, as product.md has it: any of these. */
export const visibleArms = (account: string): string[] => [
  `o.item_id = any(array(select s.item_id from group_skills s join group_members m using (group_id)
    join groups g on g.id = s.group_id where m.account_id = ${account} and g.deleted_at is null))`,
  `o.creator_id = ${account}`,
  `${handler} = ${account}`,
  // `limit 1`: without it PostgreSQL hashes all of the agent's calls.
  `(select true from calls c
    where c.work_order_id = o.id and c.agent_id = ${account} and c.answered_at is not null limit 1)`,
]
export const visible = (account: string): string => `(${visibleArms(account).join(' or ')})`

const begins =
  (column: string, of: (sample: Sample) => string): PartOf =>
  (sample) => ({
    query: { search: of(sample) },
    where: `${column} collate "C" like $`,
    values: [`${of(sample).toLowerCase()}%`],
  })

export const caseNumber = (length: number): PartOf =>
  begins('lower(o.case_number)', (sample) => sample.caseNumber.slice(0, length))
export const policyNumber = (length: number): PartOf =>
  begins('lower(o.policy_number)', (sample) => sample.policyNumber.slice(0, length))
export const taskNumber = (length: number): PartOf =>
  begins('o.task_number', (sample) => sample.taskNumber.slice(0, length))
export const name = (length: number): PartOf =>
  begins('lower(o.insured_name)', (sample) => Array.from(sample.name).slice(0, length).join(''))
export const nobody = begins('lower(o.insured_name)', () => '不存在的人')

export const phone: PartOf = (sample) => ({
  query: { search: sample.phone },
  where: 'o.contact_phone_index = $',
  values: [sample.phoneIndex],
})
export const idNumber: PartOf = (sample) => ({
  query: { search: sample.idNumber },
  where: 'o.id_number_index = $',
  values: [sample.idNumberIndex],
})

export const status =
  (value: string): PartOf =>
  () => ({ query: { status: value }, where: 'o.status = $', values: [value] })
export const handledBy: PartOf = ({ handlerId }) => ({
  query: { handlerId },
  where: `${handler} = $::uuid`,
  values: [handlerId],
})
export const ofType: PartOf = ({ typeId }) => ({
  query: { businessTypeId: typeId },
  where: 'o.item_id = any(array(select id from business_items where type_id = $::uuid))',
  values: [typeId],
})
/** Days around the sample; of the time that the list is sorted by. */
export const within =
  (days: number, sort: 'created' | 'updated' = 'created'): PartOf =>
  ({ createdAt, updatedAt }) => {
    const { from, to } = daysFrom(sort === 'created' ? createdAt : updatedAt, days)
    return {
      query: { from, to },
      where: `o.${sort}_at >= $::timestamptz and o.${sort}_at < $::timestamptz`,
      values: [from, to],
    }
  }
/** The page after the sample: anywhere among all. */
export const deep =
  (sort: 'created' | 'updated' = 'created'): PartOf =>
  ({ id, createdAt, updatedAt }) => {
    const at = sort === 'created' ? createdAt : updatedAt
    return {
      query: { cursor: encodePosition({ at, id }) },
      where: `(o.${sort}_at, o.id) < ($::timestamptz, $::uuid)`,
      values: [at, id],
    }
  }
