import type { z } from 'zod'
import { rightWay, type AuditEntry, type auditPage, type auditQuery } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { decodePosition, encodePosition, type Position } from '../../platform/time-cursor.ts'
import { maskDetails } from './mask-details.ts'
import {
  countEntries,
  selectEntries,
  type AuditFilter,
  type FoundEntry,
} from './search-repository.ts'
import { audit } from './service.ts'

export type { AuditFilter }

const actorNames = { seat: '客户', system: '系统' } as const

const presentEntry = ({
  accountName,
  actorKind,
  at,
  details,
  ...entry
}: FoundEntry): AuditEntry => ({
  ...entry,
  actorKind,
  at: new Date(at).toISOString(),
  actor: actorKind === 'account' ? (accountName ?? '') : actorNames[actorKind],
  details: maskDetails(JSON.parse(details)) as Record<string, unknown>,
})

/**
 * One page of the log, newest first. The search is audited itself, once: with its first page. Throws
 * `invalid_input` for a period the wrong way round and for a foreign cursor.
 */
export async function searchAudit({
  ctx,
  actor,
  query: { cursor, limit, ...filter },
}: {
  ctx: AppContext
  actor: AccountActor
  query: z.output<typeof auditQuery>
}): Promise<z.output<typeof auditPage>> {
  if (!rightWay(filter))
    throw new AppError('invalid_input', { fields: [{ path: 'to', message: 'not after from' }] })
  const after = cursor === undefined ? null : decodePosition(cursor)
  const found = await selectEntries(ctx.db, filter, { after, limit: limit + 1 })
  if (after === null)
    await ctx.db
      .transaction()
      .execute((tx) => audit(tx, actor, 'audit.search', { details: { ...filter } }))
  const items = found.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map(presentEntry),
    nextCursor: last && found.length > limit ? encodePosition(last) : null,
  }
}

/** How many entries an export of this filter has, counted up to `limit`. */
export const countAudit = (
  { db }: Pick<AppContext, 'db'>,
  filter: AuditFilter,
  limit: number,
): Promise<number> => countEntries(db, filter, limit)

/** The same entries in batches, newest first, for an export (audited as one). */
export async function* auditEntries(
  { db }: Pick<AppContext, 'db'>,
  filter: AuditFilter,
  batch: number,
): AsyncGenerator<AuditEntry[]> {
  let after: Position | null = null
  do {
    const found: FoundEntry[] = await selectEntries(db, filter, { after, limit: batch })
    if (found.length > 0) yield found.map(presentEntry)
    after = found.length < batch ? null : (found.at(-1) ?? null)
  } while (after !== null)
}
