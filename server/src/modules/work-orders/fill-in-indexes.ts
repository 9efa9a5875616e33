import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { hasUnindexed, lockUnindexed, setIndexes } from './index-repository.ts'

type Needs = Pick<AppContext, 'blindIndexes' | 'db' | 'idNumbers' | 'jobs'>

const batchSize = 1_000

const enqueue = ({ jobs }: Needs, db: DbOrTx) =>
  jobs.enqueue(db, 'work-orders.fill-in-indexes', {}, { key: 'work-orders.fill-in-indexes' })

/** At the start: orders from before the blind indexes get theirs in the background. */
export async function startFillingIn(ctx: Needs): Promise<void> {
  if (await hasUnindexed(ctx.db)) await enqueue(ctx, ctx.db)
}

/** Makes the blind indexes of a batch of orders; enqueues itself while there are more. */
export const fillInIndexes = (ctx: Needs): Promise<void> =>
  ctx.db.transaction().execute(async (tx) => {
    const orders = await lockUnindexed(tx, batchSize)
    await setIndexes(
      tx,
      orders.map(({ id, contactPhone, idNumberSealed }) => ({
        id,
        contactPhoneIndex: ctx.blindIndexes.phone(contactPhone),
        idNumberIndex:
          idNumberSealed && ctx.blindIndexes.idNumber(ctx.idNumbers.open(idNumberSealed)),
      })),
    )
    if (await hasUnindexed(tx)) await enqueue(ctx, tx)
  })
