import { sql, type Selectable, type SelectQueryBuilder } from 'kysely'
import { callableStatuses, type WorkOrderStatus } from '@veridesk/contract/states'
import type { Database, DbOrTx, Tx } from '../../database.ts'
import type { Viewer } from './rules.ts'
import { visibleTo } from './scope-repository.ts'

/** What people fill in, as it rests. */
export interface OrderFields {
  readonly itemId: string
  readonly insuredName: string | null
  readonly contactPhone: string
  readonly contactPhoneIndex: Buffer
  readonly idNumberSealed: Buffer | null
  readonly idNumberIndex: Buffer | null
  readonly idNumberDoubtful: boolean
  readonly caseNumber: string
  readonly policyNumber: string | null
  readonly priority: boolean
}

export interface NewWorkOrder extends OrderFields {
  readonly id: string
  readonly creatorId: string
}

/** The task number comes from the sequence. */
export async function insertWorkOrder(db: DbOrTx, order: NewWorkOrder): Promise<void> {
  await db.insertInto('workOrders').values(order).execute()
}

export async function isVisible(db: DbOrTx, id: string, viewer: Viewer): Promise<boolean> {
  const row = await db
    .selectFrom('workOrders')
    .select('id')
    .where('id', '=', id)
    .where(visibleTo(viewer))
    .executeTakeFirst()
  return row !== undefined
}

type Orders = SelectQueryBuilder<Database, 'workOrders', Selectable<Database['workOrders']>>

/** Those orders with the names that screens show. */
export const withNames = (db: DbOrTx, orders: Orders) =>
  db
    .selectFrom(orders.as('workOrders'))
    .innerJoin('businessItems', 'businessItems.id', 'workOrders.itemId')
    .innerJoin('businessTypes', 'businessTypes.id', 'businessItems.typeId')
    .innerJoin('accounts as creators', 'creators.id', 'workOrders.creatorId')
    .leftJoin('accounts as handlers', 'handlers.id', 'workOrders.handlerId')
    .selectAll('workOrders')
    .select([
      'businessTypes.name as businessType',
      'businessItems.name as businessItem',
      'creators.name as creator',
      'handlers.name as handler',
    ])

export type NamedWorkOrder = NonNullable<Awaited<ReturnType<typeof findWorkOrder>>>

export const findWorkOrder = (db: DbOrTx, id: string) =>
  withNames(db, db.selectFrom('workOrders').selectAll().where('id', '=', id)).executeTakeFirst()

/** Holds the row against every other change until the transaction ends. */
export const lockWorkOrder = (tx: Tx, id: string) =>
  tx
    .selectFrom('workOrders')
    .select(['status', 'version'])
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirst()

export async function contactPhone(db: DbOrTx, id: string): Promise<string> {
  const row = await db
    .selectFrom('workOrders')
    .select('contactPhone')
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return row.contactPhone
}

/** Whoever handles the order now goes on seeing it once somebody else does. */
async function keepHandler(tx: Tx, id: string, nextId: string): Promise<void> {
  await tx
    .insertInto('workOrderPastHandlers')
    .columns(['accountId', 'workOrderId'])
    .expression((eb) =>
      eb
        .selectFrom('workOrders')
        .select(['handlerId', 'id'])
        .where('id', '=', id)
        .where('handlerId', 'is not', null)
        .where('handlerId', '<>', nextId),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Returns the new version, or null where the order is closed. */
export async function setHandler(tx: Tx, id: string, handlerId: string): Promise<number | null> {
  await keepHandler(tx, id, handlerId)
  const row = await tx
    .updateTable('workOrders')
    .set((eb) => ({
      status: 'processing',
      handlerId,
      version: eb('version', '+', 1),
      updatedAt: sql<Date>`now()`,
    }))
    .where('id', '=', id)
    .where('status', 'in', callableStatuses)
    .returning('version')
    .executeTakeFirst()
  return row?.version ?? null
}

/** Returns the new version. */
export async function setFields(tx: Tx, id: string, fields: OrderFields): Promise<number> {
  const row = await tx
    .updateTable('workOrders')
    .set((eb) => ({ ...fields, version: eb('version', '+', 1), updatedAt: sql<Date>`now()` }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

/** Returns the new version. */
export async function setStatus(tx: Tx, id: string, status: WorkOrderStatus): Promise<number> {
  const row = await tx
    .updateTable('workOrders')
    .set((eb) => ({ status, version: eb('version', '+', 1), updatedAt: sql<Date>`now()` }))
    .where('id', '=', id)
    .returning('version')
    .executeTakeFirstOrThrow()
  return row.version
}

export async function liveCallId(db: DbOrTx, workOrderId: string): Promise<string | null> {
  const row = await db
    .selectFrom('calls')
    .select('id')
    .where('workOrderId', '=', workOrderId)
    .where('status', '<>', 'ended')
    .executeTakeFirst()
  return row?.id ?? null
}

/** The version that a notification of this order carries. */
export async function orderVersion(db: DbOrTx, workOrderId: string): Promise<number> {
  const row = await db
    .selectFrom('workOrders')
    .select('version')
    .where('id', '=', workOrderId)
    .executeTakeFirstOrThrow()
  return row.version
}
