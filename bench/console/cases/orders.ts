/** The list of work orders. */
import { type Asker, type Case, samePage } from './case.ts'
import {
  caseNumber,
  deep,
  handledBy,
  idNumber,
  name,
  nobody,
  ofType,
  phone,
  policyNumber,
  status,
  taskNumber,
  visible,
  within,
} from './order-parts.ts'
import { type PartOf, together, whereOf } from './part.ts'

type Sort = 'created' | 'updated'

const page = (where: readonly string[], sort: Sort): string => `
  select o.id, o.version, o.task_number, o.policy_number, o.case_number, t.name as type, i.name as item,
    o.insured_name, o.contact_phone, coalesce(h.name, k.name) as handler, o.status, o.created_at, o.updated_at
  from (select * from work_orders o ${whereOf(where)} order by ${sort}_at desc, id desc limit 20) o
  join business_items i on i.id = o.item_id join business_types t on t.id = i.type_id
  join accounts k on k.id = o.creator_id left join accounts h on h.id = o.handler_id
  order by o.${sort}_at desc, o.id desc`

const list = (
  title: string,
  parts: readonly PartOf[],
  { as = 'administrator', sort = 'created' }: { as?: Asker; sort?: Sort } = {},
): Case => ({
  name: `orders, ${title}`,
  as,
  path: '/api/work-orders',
  ask(sample, accountId) {
    const { query, ...byHand } = together(
      parts.map((part) => part(sample)),
      (where) => page(where, sort),
      as === 'administrator' ? undefined : (place) => visible(`${place(accountId)}::uuid`),
    )
    return { query: { sort, ...query }, ...byHand }
  },
  same: samePage,
})

export const orderCases: readonly Case[] = [
  list('first page', []),
  list('deep page', [deep()]),
  list('by update, first page', [], { sort: 'updated' }),
  list('by update, deep page', [deep('updated')], { sort: 'updated' }),
  list('search: task number', [taskNumber(8)]),
  list('search: task number begins, 5 of 8', [taskNumber(5)]),
  list('search: case number', [caseNumber(15)]),
  list('search: case number begins with a day', [caseNumber(8)]),
  list('search: case number begins with a year', [caseNumber(4)]),
  list('search: policy number', [policyNumber(12)]),
  list('search: policy number begins, 4 of 12', [policyNumber(4)]),
  list('search: phone', [phone]),
  list('search: ID number', [idNumber]),
  list('search: name', [name(3)]),
  list('search: surname', [name(1)]),
  list('search: surname and a character', [name(2)]),
  list('search: nothing found', [nobody]),
  list('filter: handler', [handledBy]),
  list('filter: business type', [ofType]),
  list('filter: pending', [status('pending')]),
  list('filter: completed', [status('completed')]),
  list('filter: revoked, deep', [status('revoked'), deep()]),
  list('filter: a day', [within(1)]),
  list('filter: thirty days', [within(30)]),
  list('type and pending', [ofType, status('pending')]),
  list('handler and completed', [handledBy, status('completed')]),
  list('handler and thirty days', [handledBy, within(30)]),
  list('type, handler and completed', [ofType, handledBy, status('completed')]),
  list('surname and pending', [name(1), status('pending')]),
  list('surname and type', [name(1), ofType]),
  list('surname and thirty days', [name(1), within(30)]),
  list('by update, pending', [status('pending')], { sort: 'updated' }),
  list('by update, handler', [handledBy], { sort: 'updated' }),
  list('by update, thirty days and type', [within(30, 'updated'), ofType], { sort: 'updated' }),
  list('agent, first page', [], { as: 'agent' }),
  list('agent, deep page', [deep()], { as: 'agent' }),
  list('agent, pending', [status('pending')], { as: 'agent' }),
  list('agent, search: phone', [phone], { as: 'agent' }),
  list('agent, search: surname', [name(1)], { as: 'agent' }),
  list('agent, thirty days', [within(30)], { as: 'agent' }),
  list('busy agent, first page', [], { as: 'busy agent' }),
  list('busy agent, search: surname', [name(1)], { as: 'busy agent' }),
]
