import type { DbOrTx } from '../../database.ts'

/** One row per item of every type, in the order that screens show. */
export async function selectItems(db: DbOrTx) {
  return db
    .selectFrom('businessTypes')
    .leftJoin('businessItems', (join) =>
      join
        .onRef('businessItems.typeId', '=', 'businessTypes.id')
        .on('businessItems.deletedAt', 'is', null),
    )
    .select([
      'businessTypes.id as typeId',
      'businessTypes.name as typeName',
      'businessTypes.claim',
      'businessItems.id as itemId',
      'businessItems.name as itemName',
    ])
    .where('businessTypes.deletedAt', 'is', null)
    .orderBy('businessTypes.position')
    .orderBy('businessTypes.id')
    .orderBy('businessItems.position')
    .orderBy('businessItems.id')
    .execute()
}

/** Both names of a living item of a living type. */
export async function findItem(db: DbOrTx, itemId: string) {
  return db
    .selectFrom('businessItems')
    .innerJoin('businessTypes', 'businessTypes.id', 'businessItems.typeId')
    .select(['businessTypes.name as businessType', 'businessItems.name as businessItem'])
    .where('businessItems.id', '=', itemId)
    .where('businessItems.deletedAt', 'is', null)
    .where('businessTypes.deletedAt', 'is', null)
    .executeTakeFirst()
}

export async function insertType(
  db: DbOrTx,
  type: { id: string; name: string; claim: boolean; position: number },
  items: readonly { id: string; name: string }[],
): Promise<void> {
  await db.insertInto('businessTypes').values(type).execute()
  await db
    .insertInto('businessItems')
    .values(items.map((item, position) => ({ ...item, position, typeId: type.id })))
    .execute()
}
