import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { hasUnindexed, lockUnindexed, setIndexes } from './index-repository.ts'

type Needs = Pick<AppContext, 'blindIndexes' | 'db' | 'idNumbers' | 'jobs'>

const batchSize = 1_000

const name = 'work-orders.fill-in-indexes'
const enqueue = ({ jobs }: Needs, db: DbOrTx, runAt = new Date()) =>
  jobs.enqueue(db, name, {}, { key: name, runAt })

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
    // A short batch left out what somebody else holds: that takes a moment.
    const pauseMs = orders.length < batchSize ? 1_000 : 0
    if (await hasUnindexed(tx)) await enqueue(ctx, tx, new Date(Date.now() + pauseMs))
  })
