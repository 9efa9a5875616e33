import { jsonArrayFrom } from 'kysely/helpers/postgres'
import { sql } from 'kysely'
import type { Assignment } from '@veridesk/contract'
import type { DbOrTx, Tx } from '../../database.ts'

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

/** Ids of all living items of living types. */
export async function selectLivingItemIds(db: DbOrTx): Promise<string[]> {
  const rows = await db
    .selectFrom('businessItems')
    .innerJoin('businessTypes', 'businessTypes.id', 'businessItems.typeId')
    .select('businessItems.id')
    .where('businessItems.deletedAt', 'is', null)
    .where('businessTypes.deletedAt', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}

const livingTypes = (db: DbOrTx) =>
  db
    .selectFrom('businessTypes')
    .select((eb) => [
      'businessTypes.id',
      'businessTypes.version',
      'businessTypes.name',
      'businessTypes.claim',
      'businessTypes.assignment',
      'businessTypes.familiarWaitSeconds',
      jsonArrayFrom(
        eb
          .selectFrom('businessItems')
          .select(['businessItems.id', 'businessItems.name'])
          .whereRef('businessItems.typeId', '=', 'businessTypes.id')
          .where('businessItems.deletedAt', 'is', null)
          .orderBy('businessItems.position'),
      ).as('items'),
      jsonArrayFrom(
        eb
          .selectFrom('photoCategories')
          .select(['photoCategories.id', 'photoCategories.name', 'photoCategories.required'])
          .whereRef('photoCategories.typeId', '=', 'businessTypes.id')
          .where('photoCategories.deletedAt', 'is', null)
          .orderBy('photoCategories.position'),
      ).as('photoCategories'),
    ])
    .where('businessTypes.deletedAt', 'is', null)

/** Living types with what is alive of them, in the order that screens show. */
export const selectTypes = (db: DbOrTx) =>
  livingTypes(db).orderBy('businessTypes.position').orderBy('businessTypes.id').execute()

export const findType = (db: DbOrTx, id: string) =>
  livingTypes(db).where('businessTypes.id', '=', id).executeTakeFirst()

export async function isTypeName(db: DbOrTx, name: string, except: string | null) {
  const row = await db
    .selectFrom('businessTypes')
    .select('id')
    .where('name', '=', name)
    .where('deletedAt', 'is', null)
    .$if(except !== null, (query) => query.where('id', '<>', except))
    .executeTakeFirst()
  return row !== undefined
}

/** Where the next type comes. */
export async function nextPosition(db: DbOrTx): Promise<number> {
  const row = await db
    .selectFrom('businessTypes')
    .select((eb) => eb.fn.max('position').as('last'))
    .executeTakeFirst()
  return (row?.last ?? -1) + 1
}

interface TypeFields {
  readonly name: string
  readonly claim: boolean
  readonly assignment: Assignment
  readonly familiarWaitSeconds: number
}

export async function insertType(
  db: DbOrTx,
  type: TypeFields & { id: string; position: number },
): Promise<void> {
  await db.insertInto('businessTypes').values(type).execute()
}

export async function updateType(
  db: DbOrTx,
  id: string,
  change: Partial<TypeFields> & { position?: number; deletedAt?: Date },
): Promise<void> {
  await db
    .updateTable('businessTypes')
    .set((eb) => ({ ...change, version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

/**
 * Makes these the type's living items, in this order, known ids kept. All are retired first: two may have
 * changed names with each other, and names of the living are unique at every moment.
 */
export async function writeItems(
  tx: Tx,
  typeId: string,
  items: readonly { id: string; name: string }[],
): Promise<void> {
  await tx
    .updateTable('businessItems')
    .set({ deletedAt: sql<Date>`now()` })
    .where('typeId', '=', typeId)
    .where('deletedAt', 'is', null)
    .execute()
  if (items.length === 0) return
  await tx
    .insertInto('businessItems')
    .values(items.map(({ id, name }, position) => ({ id, name, position, typeId })))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        position: eb.ref('excluded.position'),
        deletedAt: null,
      })),
    )
    .execute()
}

/** The same for photo categories. */
export async function writePhotoCategories(
  tx: Tx,
  typeId: string,
  categories: readonly { id: string; name: string; required: boolean }[],
): Promise<void> {
  await tx
    .updateTable('photoCategories')
    .set({ deletedAt: sql<Date>`now()` })
    .where('typeId', '=', typeId)
    .where('deletedAt', 'is', null)
    .execute()
  if (categories.length === 0) return
  await tx
    .insertInto('photoCategories')
    .values(
      categories.map(({ id, name, required }, position) => ({
        id,
        name,
        required,
        position,
        typeId,
      })),
    )
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        required: eb.ref('excluded.required'),
        position: eb.ref('excluded.position'),
        deletedAt: null,
      })),
    )
    .execute()
}
