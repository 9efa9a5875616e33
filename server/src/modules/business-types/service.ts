import type { BusinessType } from '@veridesk/contract'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { newId } from '../../platform/ids.ts'
import { findItem, insertType, selectItems } from './repository.ts'

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

/** Adds a type with at least one item. Returns the items' ids, in the given order. */
export async function createBusinessType(
  tx: Tx,
  type: { name: string; claim: boolean; position: number; items: readonly string[] },
): Promise<string[]> {
  const items = type.items.map((name) => ({ id: newId(), name }))
  const { name, claim, position } = type
  await insertType(tx, { id: newId(), name, claim, position }, items)
  return items.map((item) => item.id)
}
