import type { DbOrTx } from '../../database.ts'

export const findByTaskNumber = (db: DbOrTx, taskNumber: string) =>
  db
    .selectFrom('workOrders')
    .select(['id', 'contactPhone'])
    .where('taskNumber', '=', taskNumber)
    .executeTakeFirst()
