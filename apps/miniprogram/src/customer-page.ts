/** Addresses of the customer's web pages, and what may become a part of one. */
import { institution } from './institution'

/** The link alphabet of `packages/contract/src/customer.ts`; a test holds the two together. */
const linkToken = /^[A-Za-z0-9_-]{10,22}$/
const mobileNumber = /^1[3-9]\d{9}$/

/** The token of a URL Link's launch query `t`; null for anything that is none. */
export const linkTokenOf = (given: unknown): string | null =>
  typeof given === 'string' && linkToken.test(given) ? given : null

/** 11 digits of a mobile phone of mainland China; blanks and hyphens that people type are dropped. Null: it is none. */
export function phoneOf(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '')
  return mobileNumber.test(digits) ? digits : null
}

/** A work order's link. */
export const addressOfLink = (token: string): string => `${institution.origin}/c/${token}`

/** Entry by phone number. Behind `#`, where it reaches the page and never a server or its log. */
export const addressOfEntry = (phone: string): string => `${institution.origin}/c#phone=${phone}`
