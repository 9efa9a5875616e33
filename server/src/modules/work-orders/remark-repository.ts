import type { DbOrTx } from '../../database.ts'

export async function insertRemark(
  db: DbOrTx,
  remark: { id: string; workOrderId: string; authorId: string; text: string },
): Promise<void> {
  await db.insertInto('remarks').values(remark).execute()
}

const withAuthors = (db: DbOrTx) =>
  db
    .selectFrom('remarks')
    .innerJoin('accounts', 'accounts.id', 'remarks.authorId')
    .select(['remarks.id', 'remarks.text', 'remarks.createdAt', 'accounts.name as author'])

export type RemarkRow = Awaited<ReturnType<typeof selectRemarks>>[number]

/** Newest first. */
export const selectRemarks = (db: DbOrTx, workOrderId: string, limit: number) =>
  withAuthors(db)
    .where('remarks.workOrderId', '=', workOrderId)
    .orderBy('remarks.createdAt', 'desc')
    .orderBy('remarks.id', 'desc')
    .limit(limit)
    .execute()

export const selectRemark = (db: DbOrTx, id: string) =>
  withAuthors(db).where('remarks.id', '=', id).executeTakeFirstOrThrow()
