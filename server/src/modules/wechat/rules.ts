import { linkToken } from '@veridesk/contract'
import { NoUrlLink, type PlainLink } from './port.ts'

/** WeChat refuses a URL Link that ends within a minute. */
const shortestMs = 2 * 60_000

/** The token of a link that a URL Link can still be made for. Throws `NoUrlLink`. */
export function tokenOf({ url, expiresAt }: PlainLink, now: Date): string {
  const token = linkToken.safeParse(/\/c\/([^/]+)$/.exec(url)?.[1])
  if (!token.success) throw new NoUrlLink('unknown')
  if (expiresAt.getTime() - now.getTime() < shortestMs) throw new NoUrlLink('too-late')
  return token.data
}
