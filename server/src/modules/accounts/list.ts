import type { z } from 'zod'
import type { Account, accountPage, accountQuery } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { decodePosition, encodePosition } from '../../platform/time-cursor.ts'
import { audit } from '../audit/service.ts'
import { listAccounts as selectAccounts } from './list-repository.ts'
import { presentAccount, presentRows } from './present.ts'

/** Accounts, newest first, masked. Throws `invalid_input` for a foreign cursor. */
export async function listAccounts({
  ctx,
  input: { cursor, limit, ...filter },
}: {
  ctx: AppContext
  input: z.output<typeof accountQuery>
}): Promise<z.output<typeof accountPage>> {
  const after = cursor === undefined ? null : decodePosition(cursor)
  const found = await selectAccounts(ctx.db, filter, { after, limit: limit + 1 })
  const page = found.slice(0, limit)
  const last = page.at(-1)
  return {
    items: await presentRows(ctx.db, page),
    nextCursor: last && found.length > limit ? encodePosition(last) : null,
  }
}

/** 查看: the phone whole, which leaves an audit row. Throws `not_found`. */
export const viewAccount = ({
  ctx,
  actor,
  id,
}: {
  ctx: AppContext
  actor: AccountActor
  id: string
}): Promise<Account> =>
  ctx.db.transaction().execute(async (tx) => {
    const account = await presentAccount(tx, id, 'whole')
    if (!account) throw new AppError('not_found')
    await audit(tx, actor, 'account.view', { targetId: id })
    return account
  })
