/** 暂放原因 (manual 3.1): agents choose one, administrators edit the list. */
import type { z } from 'zod'
import type {
  createPauseReason as createShape,
  orderPauseReasons as orderShape,
  PauseReason,
  savePauseReason as saveShape,
} from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import {
  findReason,
  holdReason,
  insertReason,
  isReasonName,
  nextPosition,
  selectReasons,
  updateReason,
} from './repository.ts'

interface Edit {
  readonly ctx: AppContext
  readonly actor: AccountActor
}

/** One after the other, and everybody's screens told. */
const edit = <T>({ ctx }: Edit, work: (tx: Tx) => Promise<T>): Promise<T> =>
  ctx.db.transaction().execute(async (tx) => {
    await lockName(tx, 'pause reasons')
    const result = await work(tx)
    await notify(tx, 'settings', 0)
    return result
  })

async function livingReason(tx: Tx, id: string): Promise<PauseReason> {
  const reason = await findReason(tx, id)
  if (!reason) throw new AppError('not_found')
  return reason
}

async function seenReason(tx: Tx, id: string, version: number): Promise<PauseReason> {
  const reason = await livingReason(tx, id)
  if (reason.version !== version) throw new AppError('stale_version')
  return reason
}

async function assertFree(tx: Tx, name: string, except: string | null): Promise<void> {
  if (await isReasonName(tx, name, except))
    throw new AppError('name_taken', { fields: [{ path: 'name', message: 'taken' }] })
}

/** Those that are offered, in order. */
export const listPauseReasons = ({ ctx }: Pick<Edit, 'ctx'>): Promise<PauseReason[]> =>
  selectReasons(ctx.db)

/** The reason that an agent chooses. Throws `unknown_pause_reason` where it is not offered. */
export async function chosenPauseReason(tx: Tx, id: string): Promise<{ id: string; name: string }> {
  const reason = await holdReason(tx, id)
  if (!reason)
    throw new AppError('unknown_pause_reason', {
      fields: [{ path: 'pauseReasonId', message: 'unknown' }],
    })
  return { id: reason.id, name: reason.name }
}

/** A new reason, the last in order. Throws `name_taken`. */
export const addPauseReason = ({
  input: { name },
  ...by
}: Edit & { input: z.output<typeof createShape> }): Promise<PauseReason> =>
  edit(by, async (tx) => {
    await assertFree(tx, name, null)
    const id = newId()
    await insertReason(tx, { id, name, position: await nextPosition(tx) })
    await audit(tx, by.actor, 'pause-reason.create', { targetId: id, details: { to: { name } } })
    return livingReason(tx, id)
  })

/** Agents who are paused for it show the new name. Throws `not_found`, `stale_version`, `name_taken`. */
export const savePauseReason = ({
  id,
  input: { version, name },
  ...by
}: Edit & { id: string; input: z.output<typeof saveShape> }): Promise<PauseReason> =>
  edit(by, async (tx) => {
    const from = await seenReason(tx, id, version)
    await assertFree(tx, name, id)
    await updateReason(tx, id, { name })
    const details = { from: { name: from.name }, to: { name } }
    await audit(tx, by.actor, 'pause-reason.edit', { targetId: id, details })
    return livingReason(tx, id)
  })

/** Offered no more; whoever is or was paused for it keeps its name. Throws `not_found`, `stale_version`. */
export const deletePauseReason = ({
  id,
  version,
  ...by
}: Edit & { id: string; version: number }): Promise<void> =>
  edit(by, async (tx) => {
    const { name } = await seenReason(tx, id, version)
    await updateReason(tx, id, { deletedAt: new Date() })
    await audit(tx, by.actor, 'pause-reason.delete', { targetId: id, details: { from: { name } } })
  })

/**
 * These first, in this order; reasons that somebody else has added meanwhile stay behind them. Throws
 * `unknown_pause_reason` for one that is not offered, or is there twice.
 */
export const orderPauseReasons = ({
  input: { ids },
  ...by
}: Edit & { input: z.output<typeof orderShape> }): Promise<PauseReason[]> =>
  edit(by, async (tx) => {
    const before = (await selectReasons(tx)).map((reason) => reason.id)
    if (ids.some((id, index) => !before.includes(id) || ids.indexOf(id) !== index))
      throw new AppError('unknown_pause_reason', { fields: [{ path: 'ids', message: 'unknown' }] })
    const after = [...ids, ...before.filter((id) => !ids.includes(id))]
    for (const [position, id] of after.entries())
      if (before[position] !== id) await updateReason(tx, id, { position })
    await audit(tx, by.actor, 'pause-reason.order', { details: { from: before, to: after } })
    return selectReasons(tx)
  })

/** Adds these within a transaction of the caller's, who answers for the names. */
export async function createPauseReasons(tx: Tx, names: readonly string[]): Promise<void> {
  for (const [position, name] of names.entries())
    await insertReason(tx, { id: newId(), name, position })
}
