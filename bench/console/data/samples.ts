import type pg from 'pg'
import type { AppContext } from '../../../server/src/context.ts'
import { randomOf } from './random.ts'

/** An order of those that were loaded, for what a case asks about. Times as RFC 3339 with microseconds. */
export interface Sample {
  readonly id: string
  readonly taskNumber: string
  readonly caseNumber: string
  readonly policyNumber: string
  readonly name: string
  readonly phone: string
  readonly idNumber: string
  readonly phoneIndex: Buffer
  readonly idNumberIndex: Buffer
  readonly handlerId: string
  readonly typeId: string
  readonly createdAt: string
  readonly updatedAt: string
  /** The newest of its calls. */
  readonly callId: string
  readonly queuedAt: string
  /** The newest of its audit entries. */
  readonly entryId: string
  readonly loggedAt: string
}

const count = 120
const exact = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`

/** Completed orders from anywhere in the two years, with everything that one can have. */
export async function takeSamples(
  client: pg.Client,
  idNumbers: AppContext['idNumbers'],
  orders: number,
): Promise<Sample[]> {
  const random = randomOf(7)
  const drawn = Array.from({ length: count * 4 }, () =>
    String(10_000_001 + Math.floor(random() * orders)),
  )
  const { rows } = await client.query<Omit<Sample, 'idNumber'> & { sealed: Buffer }>(
    `select orders.id, task_number as "taskNumber", case_number as "caseNumber", policy_number as "policyNumber",
       insured_name as name, contact_phone as phone, id_number_sealed as sealed,
       contact_phone_index as "phoneIndex", id_number_index as "idNumberIndex", handler_id as "handlerId",
       items.type_id as "typeId", ${exact('orders.created_at')} as "createdAt",
       ${exact('orders.updated_at')} as "updatedAt", calls.id as "callId", ${exact('queued_at')} as "queuedAt",
       entries.id as "entryId", ${exact('at')} as "loggedAt"
     from unnest($1::text[]) with ordinality as drawn (number, place)
     join work_orders orders on task_number = number
     join business_items items on items.id = item_id
     cross join lateral (
       select id, queued_at from calls where work_order_id = orders.id order by queued_at desc limit 1) calls
     cross join lateral (
       select id, at from audit_log where work_order_id = orders.id order by at desc limit 1) entries
     where policy_number is not null and id_number_sealed is not null and status = 'completed'
     order by place limit ${count}`,
    [drawn],
  )
  if (rows.length < count) throw new Error(`only ${rows.length} of ${count} samples were found`)
  return rows.map(({ sealed, ...sample }) => ({ ...sample, idNumber: idNumbers.open(sealed) }))
}
