/** How long a proof of a phone is good: time enough to choose. */
export const proofMinutes = 15

/** A code for some phone within the last hour. */
export interface RecentCode {
  readonly samePhone: boolean
  /** Asked for from the same network. */
  readonly sameAddress: boolean
  readonly ageSeconds: number
}

export interface CodeLimits {
  /** Between two codes for one phone. */
  readonly coolDownSeconds: number
  readonly codesPerPhonePerHour: number
  readonly codesPerAddressPerHour: number
  readonly codesPerHour: number
}

export interface CodeRefusal {
  readonly code: 'sms_cooling_down' | 'too_many_codes'
  /** Seconds until it may be tried again. */
  readonly retryAfter: number
}

const hour = 3_600

/** Seconds until fewer than `limit` of these, newest first, are younger than an hour; 0 where they are now. */
function secondsUntilBelow(limit: number, codes: readonly RecentCode[]): number {
  const hindering = codes[limit - 1]
  return hindering ? Math.max(1, Math.ceil(hour - hindering.ageSeconds)) : 0
}

/**
 * Why another code must not be sent now, or null. `recent`: the codes of the last hour, newest first. Knows
 * nothing of orders, so that nobody learns by it whether a number is known.
 */
export function refusalOf(recent: readonly RecentCode[], limits: CodeLimits): CodeRefusal | null {
  const ofPhone = recent.filter((code) => code.samePhone)
  const cooling = limits.coolDownSeconds - (ofPhone[0]?.ageSeconds ?? Infinity)
  if (cooling > 0) return { code: 'sms_cooling_down', retryAfter: Math.ceil(cooling) }
  const retryAfter = Math.max(
    secondsUntilBelow(limits.codesPerPhonePerHour, ofPhone),
    secondsUntilBelow(
      limits.codesPerAddressPerHour,
      recent.filter((code) => code.sameAddress),
    ),
    secondsUntilBelow(limits.codesPerHour, recent),
  )
  return retryAfter > 0 ? { code: 'too_many_codes', retryAfter } : null
}
