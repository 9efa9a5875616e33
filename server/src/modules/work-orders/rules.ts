import type { AccountActor } from '../../actor.ts'

/** GB 11643-1999: weights of the first 17 digits, and the check character by remainder of 11. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

function isDateUntil(year: number, month: number, day: number, today: Date): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day
  return exists && year >= 1900 && date <= today
}

/**
 * Whether the date of birth or the checksum of a well-formed ID number (15 digits, or 17 and a check
 * character) is wrong. Such a number may be kept, with a warning (manual 3.4 shows some).
 */
export function isDoubtfulIdNumber(idNumber: string, today: Date): boolean {
  const old = idNumber.length === 15
  const [, year = '', month = '', day = ''] =
    (old ? /^.{6}(..)(..)(..)/ : /^.{6}(....)(..)(..)/).exec(idNumber) ?? []
  // The old form leaves the century out: its holders were born before 2000.
  const born = Number(old ? `19${year}` : year)
  if (!isDateUntil(born, Number(month), Number(day), today)) return true
  if (old) return false
  const sum = weights.reduce((total, weight, index) => total + weight * Number(idNumber[index]), 0)
  return checkCharacters[sum % 11] !== idNumber[17]
}

/** Whose orders: everybody's (null), or those of one account. */
export type Viewer = { readonly accountId: string } | null

/** Manual 3.2: administrators and those who audit or review see every order. */
export const readerOf = (actor: AccountActor): Viewer =>
  actor.role === 'admin' || actor.grants.includes('audit') || actor.grants.includes('review')
    ? null
    : { accountId: actor.accountId }

/** To audit or review is to read: changing takes more. */
export const changerOf = (actor: AccountActor): Viewer =>
  actor.role === 'admin' ? null : { accountId: actor.accountId }
