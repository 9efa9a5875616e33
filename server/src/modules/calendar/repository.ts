import type { CalendarDay } from '@veridesk/contract'
import type { DbOrTx, Tx } from '../../database.ts'

/** Both included, in order. */
export const selectDays = (db: DbOrTx, from: string, to: string): Promise<CalendarDay[]> =>
  db
    .selectFrom('calendarDays')
    .select(['day', 'name', 'likeWeekday'])
    .where('day', '>=', from)
    .where('day', '<=', to)
    .orderBy('day')
    .execute()

export async function upsertDay(tx: Tx, day: CalendarDay): Promise<void> {
  const { name, likeWeekday } = day
  await tx
    .insertInto('calendarDays')
    .values(day)
    .onConflict((conflict) => conflict.column('day').doUpdateSet({ name, likeWeekday }))
    .execute()
}

/** Both included. */
export async function deleteDays(tx: Tx, from: string, to: string): Promise<void> {
  await tx.deleteFrom('calendarDays').where('day', '>=', from).where('day', '<=', to).execute()
}

export async function insertDays(tx: Tx, days: readonly CalendarDay[]): Promise<void> {
  if (days.length > 0)
    await tx
      .insertInto('calendarDays')
      .values([...days])
      .execute()
}
