import { callableStatuses } from '@veridesk/contract/states'
import type { DbOrTx } from '../../database.ts'
import { withNames } from './repository.ts'

/** Newest first. */
export const selectOpenOrdersOfPhone = (db: DbOrTx, phone: string, limit: number) =>
  withNames(
    db,
    db
      .selectFrom('workOrders')
      .selectAll()
      .where('contactPhone', '=', phone)
      .where('status', 'in', callableStatuses)
      .orderBy('createdAt', 'desc')
      .limit(limit),
  )
    .orderBy('workOrders.createdAt', 'desc')
    .execute()
