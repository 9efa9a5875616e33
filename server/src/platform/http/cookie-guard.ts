/** Keeps floods of made-up cookies from the database. */
import { AppError } from '../app-error.ts'
import { hashToken } from '../crypto/tokens.ts'
import { networkOf } from './network.ts'

/**
 * How many bad cookies a network may bring in a minute. The worst an honest one does: an office of 200
 * agents behind one address whose sessions all end at once, each page with ten requests under way, and
 * then none, as pages do not go on after a refusal. 3,000 leave room for that; as look-ups they are 50
 * a second, of no weight for PostgreSQL. Good cookies never count, so nothing limits how much such an
 * office works; each of them has its own limit per endpoint.
 */
export const badCookiesPerMinute = 3_000
/** Bounds of the memory: a few megabytes. Beyond them the oldest is forgotten. */
const mostNetworks = 20_000
const mostGoodCookies = 20_000

interface Keyed {
  readonly size: number
  keys(): Iterator<string>
  delete(key: string): unknown
}

function keepAtMost(kept: Keyed, most: number): void {
  const oldest = kept.size > most ? kept.keys().next().value : undefined
  if (oldest !== undefined) kept.delete(oldest)
}

/** Asks who a cookie belongs to, unless its network has brought too many bad ones. */
export type CookieGuard = <Actor>(
  token: string,
  address: string,
  authenticate: () => Promise<Actor>,
) => Promise<Actor>

/**
 * Counts what the guarded authentications refuse by `AppError`, and throws `too_many_requests` beyond the
 * limit, without asking. A cookie that was good last time always passes: one junk machine does not
 * shut out the others behind its address.
 */
export function createCookieGuard(limit = badCookiesPerMinute): CookieGuard {
  const good = new Set<string>()
  const bad = new Map<string, number>()
  let began = performance.now()

  const count = (network: string, by: 1 | -1): number => {
    if (performance.now() - began >= 60_000) {
      bad.clear()
      began = performance.now()
    }
    const next = Math.max(0, (bad.get(network) ?? 0) + by)
    bad.set(network, next)
    keepAtMost(bad, mostNetworks)
    return next
  }

  return async (token, address, authenticate) => {
    const key = hashToken(token).toString('base64url')
    const network = networkOf(address)
    const known = good.has(key)
    // Counted before its answer is known, so that a flood at the same time counts too.
    if (!known && count(network, 1) > limit) throw new AppError('too_many_requests')
    try {
      const actor = await authenticate()
      // Taken out first: the last of a Set is the youngest.
      good.delete(key)
      good.add(key)
      keepAtMost(good, mostGoodCookies)
      if (!known) count(network, -1)
      return actor
    } catch (cause) {
      if (cause instanceof AppError) good.delete(key)
      // The database being away says nothing of the cookie.
      else if (!known) count(network, -1)
      throw cause
    }
  }
}
