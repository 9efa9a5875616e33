import { callableStatuses } from '@veridesk/contract/states'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { hashToken, newToken } from '../../platform/crypto/tokens.ts'
import { newId } from '../../platform/ids.ts'
import { findLink, insertLink } from './repository.ts'

/** A new link to an order, good for `hours`; earlier ones stay good. Only the token's hash rests. Returns the address. */
export async function createLink(
  tx: Tx,
  link: { workOrderId: string; hours: number; baseUrl: string },
): Promise<string> {
  const token = newToken()
  await insertLink(
    tx,
    { id: newId(), tokenHash: hashToken(token), workOrderId: link.workOrderId },
    link.hours,
  )
  return `${link.baseUrl}/c/${token}`
}

/**
 * The order that a link leads to. Throws `link_invalid`, `link_order_closed` (also where the link has
 * expired: calling for a new message would not help) or `link_expired`.
 */
export async function resolveLink(db: DbOrTx, token: string): Promise<string> {
  const link = await findLink(db, hashToken(token))
  if (!link) throw new AppError('link_invalid')
  if (!callableStatuses.includes(link.status)) throw new AppError('link_order_closed')
  if (link.expired) throw new AppError('link_expired')
  return link.workOrderId
}
