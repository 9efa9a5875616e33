/** The tabs' counts, exact up to 1,000. */
import type { Asker, Case } from './case.ts'
import { handledBy, name, ofType, phone, visibleArms, within } from './order-parts.ts'
import { type PartOf, together } from './part.ts'

interface Counts {
  readonly [status: string]: { readonly value: number }
}
const limit = 1_000
const statuses = ['pending', 'processing', 'completed', 'revoked']

/** Every arm up to the limit by an index of its own, and together without doubles. */
const countEach = (where: readonly string[], arms: readonly string[]): string => {
  const found = (status: string) =>
    arms.map(
      (arm) => `(select o.id from work_orders o
        where ${[`o.status = '${status}'`, ...where, arm].join(' and ')} limit ${limit + 1})`,
    )
  const each = statuses.map(
    (status) => `(select count(*) from (${found(status).join(' union ')}) found) as ${status}`,
  )
  return `select ${each.join(', ')}`
}

/** The last of an agent's arms the other way round: from its calls to their orders. */
const armsOf = (account: string): string[] => [
  ...visibleArms(account).slice(0, -1),
  `o.id in (select work_order_id from calls where agent_id = ${account} and answered_at is not null)`,
]

const counts = (title: string, parts: readonly PartOf[], as: Asker = 'administrator'): Case => ({
  name: `counts, ${title}`,
  as,
  path: '/api/work-orders/counts',
  ask(sample, accountId) {
    const asked = parts.map((part) => part(sample))
    if (as === 'administrator') return together(asked, (where) => countEach(where, ['true']))
    // The account's place comes after all others.
    const place = `$${asked.flatMap(({ values }) => values).length + 1}::uuid`
    const { values, ...rest } = together(asked, (where) => countEach(where, armsOf(place)))
    return { ...rest, values: [...values, accountId] }
  },
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
