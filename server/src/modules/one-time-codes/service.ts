/** Codes by SMS that prove a device: six digits, hashed at rest, the newest only, few guesses, once. */
import { timingSafeEqual } from 'node:crypto'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { hashToken, newCode } from '../../platform/crypto/tokens.ts'
import { newId } from '../../platform/ids.ts'
import { insertCode, markUsed, spendAttempt, type CodeSubject } from './repository.ts'

/** A code is good for one order or phone only. */
const hashCode = (subject: CodeSubject, code: string): Buffer =>
  hashToken(`${'phone' in subject ? subject.phone : subject.workOrderId} ${code}`)

/** Stands in for a code that does not exist, so that the comparison takes as long. */
const noCode = Buffer.alloc(32)

/** A new code, good for `minutes`; the ones before it are no longer. `address`: the network that asked. */
export async function issueCode(
  tx: Tx,
  subject: CodeSubject & { address?: string },
  minutes: number,
): Promise<string> {
  const code = newCode()
  await insertCode(tx, { ...subject, id: newId(), codeHash: hashCode(subject, code) }, minutes)
  return code
}

/**
 * Spends a guess and returns the id of the code that was met; `useCode` then makes it good once. Call it outside
 * the transaction that uses it: a refusal must not give the guess back. Throws `wrong_code`, which does not
 * tell a wrong code from a spent, used, old or missing one.
 */
export async function guessCode(db: DbOrTx, subject: CodeSubject, code: string): Promise<string> {
  const attempt = await spendAttempt(db, subject)
  const met = timingSafeEqual(attempt?.codeHash ?? noCode, hashCode(subject, code))
  if (!attempt || !met) throw new AppError('wrong_code')
  return attempt.id
}

/** Throws `wrong_code` where the code was used before. */
export async function useCode(tx: Tx, id: string): Promise<void> {
  if (!(await markUsed(tx, id))) throw new AppError('wrong_code')
}
