/**
 * 身份证号 as the form judges it (product.md): wrong length or characters are refused, a wrong date or
 * checksum is doubtful and may be kept. 18 characters by GB 11643-1999, 15 by its predecessor.
 */
export type IdNumberVerdict = 'good' | 'doubtful' | 'refused'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

function isPastDate(digits: string, now: Date): boolean {
  const year = Number(digits.slice(0, 4))
  const month = Number(digits.slice(4, 6))
  const day = Number(digits.slice(6, 8))
  const date = new Date(year, month - 1, day)
  const exists = date.getMonth() === month - 1 && date.getDate() === day
  return exists && year >= 1900 && date <= now
}

export function checkIdNumber(typed: string, now = new Date()): IdNumberVerdict {
  const value = typed.trim().toUpperCase()
  if (!/^(\d{15}|\d{17}[\dX])$/.test(value)) return 'refused'
  if (value.length === 15) return isPastDate(`19${value.slice(6, 12)}`, now) ? 'good' : 'doubtful'
  const sum = weights.reduce((total, weight, at) => total + weight * Number(value[at]), 0)
  const checked = checkCharacters[sum % 11] === value[17]
  return checked && isPastDate(value.slice(6, 14), now) ? 'good' : 'doubtful'
}
