/** The tabs' counts, exact up to 1,000. */
import type { Asker, Case } from './case.ts'
import { handledBy, name, ofType, phone, visible, within } from './order-parts.ts'
import { type PartOf, together, whereOf } from './part.ts'

interface Counts {
  readonly [status: string]: { readonly value: number }
}
const limit = 1_000
const statuses = ['pending', 'processing', 'completed', 'revoked']

const countEach = (where: readonly string[]): string => {
  const each = statuses.map(
    (status) => `(select count(*) from (
      select from work_orders o ${whereOf([`o.status = '${status}'`, ...where])}
      limit ${limit + 1}) found) as ${status}`,
  )
  return `select ${each.join(', ')}`
}

const counts = (title: string, parts: readonly PartOf[], as: Asker = 'administrator'): Case => ({
  name: `counts, ${title}`,
  as,
  path: '/api/work-orders/counts',
  ask: (sample, accountId) =>
    together(
      parts.map((part) => part(sample)),
      countEach,
      as === 'administrator' ? undefined : (place) => visible(`${place(accountId)}::uuid`),
    ),
  same: {
    answer: (body: Counts) => statuses.map((status) => body[status]?.value),
    rows: ([row]: Record<string, string>[]) =>
      statuses.map((status) => Math.min(limit, Number(row?.[status]))),
  },
})

export const countCases: readonly Case[] = [
  counts('all', []),
  counts('handler', [handledBy]),
  counts('type', [ofType]),
  counts('thirty days', [within(30)]),
  counts('search: surname', [name(1)]),
  counts('search: phone', [phone]),
  counts('agent', [], 'agent'),
  counts('agent, search: surname', [name(1)], 'agent'),
]
