import { maskPhone } from '../work-orders/mask.ts'

const mobiles = /(?<!\d)1[3-9]\d{9}(?!\d)/g
const idNumbers = /(?<!\d)(\d{3})(?:\d{8}|\d{11})(\d{3}[\dXx])(?![\dXx])/g

/**
 * Whoever writes an entry masks what it says; this catches what one forgot: mobile numbers, and digits that
 * have the length of an ID number.
 */
export function maskDetails(value: unknown): unknown {
  if (typeof value === 'string')
    return value.replace(mobiles, maskPhone).replace(idNumbers, '$1***********$2')
  if (Array.isArray(value)) return value.map(maskDetails)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, maskDetails(each)]))
}
