/** The table `data_keys`: random keys, each sealed under the master key of SECRET_KEY_FILE. */
import { randomBytes } from 'node:crypto'
import { sql, type Kysely, type Transaction } from 'kysely'
import { lockName } from '../db/lock.ts'
import { decrypt, deriveKey, encrypt } from './aes.ts'

export interface StoredKey {
  readonly number: number
  /** `seal`: values rest under it. `index`: blind indexes are made with it; there is one. */
  readonly purpose: 'seal' | 'index'
  readonly key: Buffer
  /** False until every process had the time to learn of it; only then is anything sealed under it. */
  readonly active: boolean
  /** Nothing rests under an older key any more. */
  readonly resealed: boolean
}

interface Row extends Omit<StoredKey, 'key'> {
  readonly sealed: Buffer
}

type Handle<Schema> = Kysely<Schema> | Transaction<Schema>

const wrapping = (master: Buffer, purpose: StoredKey['purpose']) =>
  [deriveKey(master, 'data key'), Buffer.from(purpose)] as const

function wrap(master: Buffer, purpose: StoredKey['purpose'], key: Buffer): Buffer {
  const [wrapper, header] = wrapping(master, purpose)
  return encrypt(wrapper, key, header)
}

function unwrap(master: Buffer, { number, purpose, sealed }: Row): Buffer {
  const [wrapper, header] = wrapping(master, purpose)
  try {
    return decrypt(wrapper, sealed, header)
  } catch (cause) {
    throw new Error(
      `Data key ${number} does not open: SECRET_KEY_FILE holds another key than the one it is sealed under.`,
      { cause },
    )
  }
}

/** All keys, oldest first. Throws a sentence where `master` does not open them. */
export async function readKeys<Schema>(db: Handle<Schema>, master: Buffer): Promise<StoredKey[]> {
  const { rows } = await sql<Row>`select number, purpose, sealed, active, resealed
    from data_keys order by number`.execute(db)
  return rows.map((row) => ({ ...row, key: unwrap(master, row) }))
}

async function insertKey<Schema>(
  tx: Transaction<Schema>,
  master: Buffer,
  given: { purpose: StoredKey['purpose']; active: boolean },
): Promise<void> {
  const sealed = wrap(master, given.purpose, randomBytes(32))
  await sql`insert into data_keys (purpose, sealed, active, resealed)
    values (${given.purpose}, ${sealed}, ${given.active}, ${given.active})`.execute(tx)
}

const lock = <Schema>(tx: Transaction<Schema>) => lockName(tx, 'data keys')

/** The keys of an installation; the first process makes the first ones, and those that lack. */
export const ensureKeys = <Schema>(db: Kysely<Schema>, master: Buffer): Promise<StoredKey[]> =>
  db.transaction().execute(async (tx) => {
    await lock(tx)
    const known = new Set((await readKeys(tx, master)).map(({ purpose }) => purpose))
    for (const purpose of ['seal', 'index'] as const)
      if (!known.has(purpose)) await insertKey(tx, master, { purpose, active: true })
    return readKeys(tx, master)
  })

/** A new key that nothing is sealed under yet; where an earlier rotation did not end, the key of that one. */
export const prepareKey = <Schema>(db: Kysely<Schema>, master: Buffer): Promise<StoredKey> =>
  db.transaction().execute(async (tx) => {
    await lock(tx)
    const newest = async () =>
      (await readKeys(tx, master)).findLast(({ purpose }) => purpose === 'seal')
    const last = await newest()
    if (last && !last.resealed) return last
    await insertKey(tx, master, { purpose: 'seal', active: false })
    const made = await newest()
    if (!made) throw new Error('no data key was made')
    return made
  })

/** From now on values are sealed under it. */
export async function activateKey<Schema>(db: Handle<Schema>, number: number): Promise<void> {
  await sql`update data_keys set active = true where number = ${number}`.execute(db)
}

export async function markResealed<Schema>(db: Handle<Schema>, number: number): Promise<void> {
  await sql`update data_keys set resealed = true where number = ${number}`.execute(db)
}

/** Seals every data key under another master key, all or nothing. Returns how many. */
export const rewrapKeys = <Schema>(
  db: Kysely<Schema>,
  master: Buffer,
  newMaster: Buffer,
): Promise<number> =>
  db.transaction().execute(async (tx) => {
    await lock(tx)
    const keys = await readKeys(tx, master)
    for (const { number, purpose, key } of keys)
      await sql`update data_keys set sealed = ${wrap(newMaster, purpose, key)}
        where number = ${number}`.execute(tx)
    return keys.length
  })
