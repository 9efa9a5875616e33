/** Offers as the call's record explains them. */
import type { OfferOutcome } from '@veridesk/contract'
import type { OfferRule } from '@veridesk/contract/states'
import type { DbOrTx } from '../../database.ts'

export interface OfferRow {
  readonly id: string
  readonly agentId: string
  readonly agentName: string
  readonly rule: OfferRule
  readonly groupName: string | null
  readonly offeredAt: Date
  readonly endedAt: Date | null
  readonly outcome: OfferOutcome | null
  readonly explanation: unknown
}

/** By id; whoever has no account here is missing. */
export async function selectNames(
  db: DbOrTx,
  accountIds: readonly string[],
): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('accounts')
    .select(['id', 'name'])
    .where('id', 'in', accountIds)
    .execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** Oldest first, at most `limit`. */
export async function selectOffers(db: DbOrTx, callId: string, limit: number): Promise<OfferRow[]> {
  return db
    .selectFrom('offers')
    .innerJoin('accounts', 'accounts.id', 'offers.agentId')
    .leftJoin('groups', 'groups.id', 'offers.groupId')
    .select([
      'offers.id',
      'offers.agentId',
      'accounts.name as agentName',
      'offers.rule',
      'groups.name as groupName',
      'offers.offeredAt',
      'offers.endedAt',
      'offers.outcome',
      'offers.explanation',
    ])
    .where('offers.callId', '=', callId)
    .orderBy('offers.offeredAt')
    .orderBy('offers.id')
    .limit(limit)
    .execute()
}
