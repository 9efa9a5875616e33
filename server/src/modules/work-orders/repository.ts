import { sql, type Expression, type ExpressionBuilder, type SqlBool } from 'kysely'
import {
  callableStatuses,
  workOrderStatuses,
  type WorkOrderStatus,
} from '@veridesk/contract/states'
import type { Database, DbOrTx, Tx } from '../../database.ts'
import type { Viewer } from './rules.ts'

export interface NewWorkOrder {
  readonly id: string
  readonly itemId: string
  readonly insuredName: string | null
  readonly contactPhone: string
  readonly idNumberSealed: Buffer | null
  readonly idNumberDoubtful: boolean
  readonly caseNumber: string
  readonly policyNumber: string | null
  readonly creatorId: string
}

/** The task number comes from the sequence. */
export async function insertWorkOrder(db: DbOrTx, order: NewWorkOrder): Promise<void> {
  await db.insertInto('workOrders').values(order).execute()
}

/** Product.md: an agent sees the orders whose item its groups serve and those it created or handled. */
const visibleTo =
  (viewer: Viewer) =>
  (eb: ExpressionBuilder<Database, 'workOrders'>): Expression<SqlBool> => {
    if (viewer === null) return eb.val(true)
    const { accountId } = viewer
    const served = eb
      .selectFrom('groupSkills')
      .innerJoin('groupMembers', 'groupMembers.groupId', 'groupSkills.groupId')
      .innerJoin('groups', 'groups.id', 'groupSkills.groupId')
      .select('groupSkills.itemId')
      .where('groupMembers.accountId', '=', accountId)
      .where('groups.deletedAt', 'is', null)
    const answered = eb
      .selectFrom('calls')
      .select('calls.id')
      .whereRef('calls.workOrderId', '=', 'workOrders.id')
      .where('calls.agentId', '=', accountId)
      .where('calls.answeredAt', 'is not', null)
    return eb.or([
      eb('workOrders.itemId', 'in', served),
      eb('workOrders.creatorId', '=', accountId),
      eb('workOrders.handlerId', '=', accountId),
      eb.exists(answered),
    ])
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

const withNames = (db: DbOrTx) =>
  db
    .selectFrom('workOrders')
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
  withNames(db).where('workOrders.id', '=', id).executeTakeFirst()

/** The place of a row in the list, exact to the microsecond (a Date is not). */
async function positionOf(db: DbOrTx, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('workOrders')
    .select(sql<string>`created_at::text`.as('createdAt'))
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.createdAt ?? null
}

/** Newest first, after the row `after`. Null where there is no such row. */
export async function listWorkOrders(
  db: DbOrTx,
  viewer: Viewer,
  page: { status: WorkOrderStatus | null; after: string | null; limit: number },
): Promise<NamedWorkOrder[] | null> {
  let query = withNames(db)
    .where(visibleTo(viewer))
    .orderBy('workOrders.createdAt', 'desc')
    .orderBy('workOrders.id', 'desc')
    .limit(page.limit)
  if (page.status !== null) query = query.where('workOrders.status', '=', page.status)
  if (page.after !== null) {
    const position = await positionOf(db, page.after)
    if (position === null) return null
    query = query.where(
      sql<SqlBool>`(work_orders.created_at, work_orders.id) < (${position}::timestamptz, ${page.after}::uuid)`,
    )
  }
  return query.execute()
}

/** How many orders of each status, each counted up to `limit` at most. */
export async function countWorkOrders(
  db: DbOrTx,
  viewer: Viewer,
  limit: number,
): Promise<Record<WorkOrderStatus, number>> {
  const countOf = (status: WorkOrderStatus) =>
    db
      .selectFrom((eb) =>
        eb
          .selectFrom('workOrders')
          .select('workOrders.id')
          .where('workOrders.status', '=', status)
          .where(visibleTo(viewer))
          .limit(limit)
          .as('found'),
      )
      .select((eb) => eb.fn.countAll<number>().as('count'))
  const [pending, processing, completed, revoked] = workOrderStatuses
  return db
    .selectNoFrom([
      countOf(pending).as('pending'),
      countOf(processing).as('processing'),
      countOf(completed).as('completed'),
      countOf(revoked).as('revoked'),
    ])
    .$narrowType<Record<WorkOrderStatus, number>>()
    .executeTakeFirstOrThrow()
}

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

/** Returns the new version, or null where the order is closed. */
export async function setHandler(tx: Tx, id: string, handlerId: string): Promise<number | null> {
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
