import type { BusinessType } from '@veridesk/contract'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import { newId } from '../../platform/ids.ts'
import {
  findItem,
  insertType,
  selectItems,
  selectLivingItemIds,
  writeItems,
  writePhotoCategories,
} from './repository.ts'

/** 业务类型和项目, two levels, in the order that administrators gave them. */
export async function listBusinessTypes({ ctx }: { ctx: AppContext }): Promise<BusinessType[]> {
  const types = new Map<string, BusinessType>()
  for (const { typeId, typeName, claim, itemId, itemName } of await selectItems(ctx.db)) {
    const type = types.get(typeId) ?? { id: typeId, name: typeName, claim, items: [] }
    if (itemId !== null && itemName !== null) type.items.push({ id: itemId, name: itemName })
    types.set(typeId, type)
  }
  return [...types.values()]
}

/** The names of an item's type and of the item. Throws `unknown_business_item`. */
export async function itemNames(
  db: DbOrTx,
  itemId: string,
): Promise<{ businessType: string; businessItem: string }> {
  const names = await findItem(db, itemId)
  if (!names)
    throw new AppError('unknown_business_item', {
      fields: [{ path: 'businessItemId', message: 'unknown' }],
    })
  return names
}

/**
 * Business types and the groups that serve them change one after the other until the transaction ends.
 * Comes after locks of accounts and before those of types and groups.
 */
export const lockOffer = (tx: Tx): Promise<void> => lockName(tx, 'business types and groups')

/** Throws `unknown_business_item` unless all are offered. Hold `lockOffer`. */
export async function assertOffered(tx: Tx, itemIds: readonly string[]): Promise<void> {
  const offered = new Set(await selectLivingItemIds(tx))
  const index = itemIds.findIndex((id) => !offered.has(id))
  if (index >= 0)
    throw new AppError('unknown_business_item', {
      fields: [{ path: `itemIds.${index}`, message: 'unknown' }],
    })
}

/** Adds a type with its items and photo categories (those that are required marked). Returns the items' ids, in the given order. */
export async function createBusinessType(
  tx: Tx,
  type: {
    name: string
    claim: boolean
    position: number
    items: readonly string[]
    photoCategories?: readonly { name: string; required: boolean }[]
  },
): Promise<string[]> {
  const { name, claim, position } = type
  const id = newId()
  const items = type.items.map((item) => ({ id: newId(), name: item }))
  const categories = (type.photoCategories ?? []).map((each) => ({ id: newId(), ...each }))
  await insertType(tx, {
    id,
    name,
    claim,
    assignment: 'familiar',
    familiarWaitSeconds: 0,
    position,
  })
  await writeItems(tx, id, items)
  await writePhotoCategories(tx, id, categories)
  return items.map((item) => item.id)
}
