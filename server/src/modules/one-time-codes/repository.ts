import { sql } from 'kysely'
import type { DbOrTx, Tx } from '../../database.ts'
import { attemptsPerCode } from './rules.ts'

/** What a code proves a device in front of: an order, or a phone. */
export type CodeSubject = { readonly workOrderId: string } | { readonly phone: string }

/** `address`: the network that asked, kept for its limit. */
export async function insertCode(
  tx: Tx,
  code: CodeSubject & { id: string; codeHash: Buffer; address?: string },
  minutes: number,
): Promise<void> {
  await tx
    .insertInto('oneTimeCodes')
    .values({ ...code, expiresAt: sql<Date>`now() + make_interval(mins => ${minutes})` })
    .execute()
}

/** Spends one guess on the subject's newest code, where it still takes any. Parallel guesses count one by one. */
export async function spendAttempt(db: DbOrTx, subject: CodeSubject) {
  const [column, value] =
    'phone' in subject
      ? (['phone', subject.phone] as const)
      : (['workOrderId', subject.workOrderId] as const)
  return db
    .updateTable('oneTimeCodes')
    .set((eb) => ({ attempts: eb('attempts', '+', 1) }))
    .where('id', '=', (eb) =>
      eb
        .selectFrom('oneTimeCodes')
        .select('id')
        .where(column, '=', value)
        .orderBy('createdAt', 'desc')
        .orderBy('id', 'desc')
        .limit(1),
    )
    .where('usedAt', 'is', null)
    .where('attempts', '<', attemptsPerCode)
    .where('expiresAt', '>', sql<Date>`now()`)
    .returning(['id', 'codeHash'])
    .executeTakeFirst()
}

/** False where the code was used before. */
export async function markUsed(tx: Tx, id: string): Promise<boolean> {
  const result = await tx
    .updateTable('oneTimeCodes')
    .set({ usedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('usedAt', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
