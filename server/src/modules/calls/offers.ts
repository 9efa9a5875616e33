/** 分配说明: for whom a call rang, why, and what came of it (manual 3.6). */
import { z } from 'zod'
import { exclusions, type Offer } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { selectNames, selectOffers, type OfferRow } from './offer-repository.ts'
import { assertCallVisible } from './service.ts'

/** A call that rings for ever has more; the first ones tell enough. */
const atMost = 500

const candidate = z.union([
  z.object({ accountId: z.string(), lastAnsweredAt: z.string().nullable() }),
  // As the first version kept it.
  z.string().transform((accountId) => ({ accountId, lastAnsweredAt: null })),
])

/** What routing kept with the offer; of some versions ago, perhaps. */
const kept = z.object({
  candidates: z.array(candidate).default([]),
  more: z.int().nonnegative().default(0),
  excluded: z.partialRecord(z.enum(exclusions), z.int().positive()).default({}),
  waitedSeconds: z.number().nonnegative().default(0),
})
type Kept = z.output<typeof kept>

const present = (row: OfferRow, explained: Kept, names: ReadonlyMap<string, string>): Offer => ({
  id: row.id,
  agentId: row.agentId,
  agentName: row.agentName,
  rule: row.rule,
  groupName: row.groupName,
  offeredAt: row.offeredAt.toISOString(),
  endedAt: row.endedAt?.toISOString() ?? null,
  outcome: row.outcome,
  explanation: {
    candidates: explained.candidates.map(({ accountId, lastAnsweredAt }) => ({
      accountId,
      name: names.get(accountId) ?? '',
      lastAnsweredAt: lastAnsweredAt && new Date(lastAnsweredAt).toISOString(),
    })),
    more: explained.more,
    excluded: explained.excluded,
    waitedSeconds: Math.floor(explained.waitedSeconds),
  },
})

/** Every offer of a call, oldest first. Throws `not_found` where the actor may not see the call. */
export async function offersOfCall({
  ctx,
  actor,
  callId,
}: {
  ctx: Pick<AppContext, 'db'>
  actor: AccountActor
  callId: string
}): Promise<Offer[]> {
  await assertCallVisible(ctx.db, actor, callId)
  const rows = await selectOffers(ctx.db, callId, atMost)
  const explained = rows.map((row) => ({ row, explanation: kept.parse(row.explanation) }))
  const accountIds = new Set(
    explained.flatMap(({ explanation }) => explanation.candidates.map((each) => each.accountId)),
  )
  const names = await selectNames(ctx.db, [...accountIds])
  return explained.map(({ row, explanation }) => present(row, explanation, names))
}
