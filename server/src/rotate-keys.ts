/** A new data key for everything that rests sealed; run by the operator beside the running apps. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Db } from './database.ts'
import {
  activateKey,
  ensureKeys,
  markResealed,
  prepareKey,
  readKeys,
} from './platform/crypto/data-keys.ts'
import { ringOf, tellKeys } from './platform/crypto/key-ring.ts'
import { countUnderOthers, resealColumn } from './platform/crypto/reseal.ts'
import { sealedColumns } from './sealed-values.ts'

/** A process that lost its connection hears of a key within 25 seconds (platform/realtime/bus.ts). */
export const learningSeconds = 30

export interface Rotation {
  readonly keyNumber: number
  readonly resealed: number
}

/**
 * Makes a data key, lets every process learn of it, seals under it from then on, and seals everything again.
 * Broken off at any point, the next run goes on with the same key. Old keys stay: backups need them.
 */
export async function rotateKeys(
  db: Db,
  master: Buffer,
  { learnMs = learningSeconds * 1_000 }: { learnMs?: number } = {},
): Promise<Rotation> {
  await ensureKeys(db, master)
  const { number, active } = await prepareKey(db, master)
  if (!active) {
    await tellKeys(db)
    await wait(learnMs)
    await activateKey(db, number)
    await tellKeys(db)
  }
  const columns = sealedColumns(ringOf(master, await readKeys(db, master)))
  let resealed = 0
  for (const column of columns) resealed += await resealColumn(db, column, number)
  // What a process sealed under the old key in the moment before it heard of the new one.
  for (const column of columns) resealed += await resealColumn(db, column, number)
  let left = 0
  for (const column of columns) left += await countUnderOthers(db, column, number)
  if (left > 0)
    throw new Error(`${left} values still rest under older keys: run rotate-keys again.`)
  await markResealed(db, number)
  return { keyNumber: number, resealed }
}
