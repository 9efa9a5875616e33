/** Business types with their items and photo categories, as administrators edit them (manual 3.18). */
import type { z } from 'zod'
import type {
  BusinessTypeSettings,
  createBusinessType as createShape,
  orderBusinessTypes as orderShape,
  saveBusinessType as saveShape,
} from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { forgetSkills } from '../groups/forget-skills.ts'
import {
  findType,
  insertType,
  isTypeName,
  nextPosition,
  selectTypes,
  updateType,
  writeItems,
  writePhotoCategories,
} from './repository.ts'
import { identified } from './rules.ts'
import { lockOffer } from './service.ts'

interface Edit {
  readonly ctx: AppContext
  readonly actor: AccountActor
}

/** One after the other, and everybody's screens told. */
const edit = <T>({ ctx }: Edit, work: (tx: Tx) => Promise<T>): Promise<T> =>
  ctx.db.transaction().execute(async (tx) => {
    await lockOffer(tx)
    const result = await work(tx)
    await notify(tx, 'settings', 0)
    return result
  })

async function livingType(tx: Tx, id: string): Promise<BusinessTypeSettings> {
  const type = await findType(tx, id)
  if (!type) throw new AppError('not_found')
  return type
}

async function seenType(tx: Tx, id: string, version: number): Promise<BusinessTypeSettings> {
  const type = await livingType(tx, id)
  if (type.version !== version) throw new AppError('stale_version')
  return type
}

async function assertFree(tx: Tx, name: string, except: string | null): Promise<void> {
  if (await isTypeName(tx, name, except))
    throw new AppError('name_taken', { fields: [{ path: 'name', message: 'taken' }] })
}

/** Every type that is offered, in order. */
export const readBusinessTypes = ({ ctx }: Pick<Edit, 'ctx'>): Promise<BusinessTypeSettings[]> =>
  selectTypes(ctx.db)

/** A new type, the last in order. Throws `name_taken`, `unknown_business_item` (nothing has an id yet). */
export const addBusinessType = ({
  input: { items, photoCategories, ...fields },
  ...by
}: Edit & { input: z.output<typeof createShape> }): Promise<BusinessTypeSettings> =>
  edit(by, async (tx) => {
    await assertFree(tx, fields.name, null)
    const id = newId()
    await insertType(tx, { ...fields, id, position: await nextPosition(tx) })
    await writeItems(tx, id, identified('items', items, []))
    await writePhotoCategories(tx, id, identified('photoCategories', photoCategories, []))
    const to = await livingType(tx, id)
    await audit(tx, by.actor, 'business-type.create', { targetId: id, details: { to } })
    return to
  })

/**
 * Parts with an id keep it under whatever name; those left out are offered no more, and groups lose them
 * as skills. Throws `not_found`, `stale_version`, `name_taken`, `unknown_business_item`.
 */
export const saveBusinessType = ({
  id,
  input: { version, items, photoCategories, ...fields },
  ...by
}: Edit & { id: string; input: z.output<typeof saveShape> }): Promise<BusinessTypeSettings> =>
  edit(by, async (tx) => {
    const from = await seenType(tx, id, version)
    await assertFree(tx, fields.name, id)
    const kept = identified('items', items, from.items)
    await writeItems(tx, id, kept)
    await writePhotoCategories(
      tx,
      id,
      identified('photoCategories', photoCategories, from.photoCategories),
    )
    await updateType(tx, id, fields)
    const left = new Set(kept.map((item) => item.id))
    await forgetSkills(
      tx,
      from.items.map((item) => item.id).filter((itemId) => !left.has(itemId)),
    )
    const to = await livingType(tx, id)
    await audit(tx, by.actor, 'business-type.edit', { targetId: id, details: { from, to } })
    return to
  })

/** Throws `not_found`, `stale_version`. */
export const deleteBusinessType = ({
  id,
  version,
  ...by
}: Edit & { id: string; version: number }): Promise<void> =>
  edit(by, async (tx) => {
    const from = await seenType(tx, id, version)
    await updateType(tx, id, { deletedAt: new Date() })
    await forgetSkills(
      tx,
      from.items.map((item) => item.id),
    )
    await audit(tx, by.actor, 'business-type.delete', { targetId: id, details: { from } })
  })

/**
 * These first, in this order; types that somebody else has added meanwhile stay behind them. Throws
 * `unknown_business_item` for one that is not offered, or is there twice.
 */
export const orderBusinessTypes = ({
  input: { ids },
  ...by
}: Edit & { input: z.output<typeof orderShape> }): Promise<BusinessTypeSettings[]> =>
  edit(by, async (tx) => {
    const before = (await selectTypes(tx)).map((type) => type.id)
    if (ids.some((id, index) => !before.includes(id) || ids.indexOf(id) !== index))
      throw new AppError('unknown_business_item', { fields: [{ path: 'ids', message: 'unknown' }] })
    const after = [...ids, ...before.filter((id) => !ids.includes(id))]
    for (const [position, id] of after.entries())
      if (before[position] !== id) await updateType(tx, id, { position })
    await audit(tx, by.actor, 'business-type.order', { details: { from: before, to: after } })
    return selectTypes(tx)
  })
