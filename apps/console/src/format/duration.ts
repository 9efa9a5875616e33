const two = (value: number) => String(value).padStart(2, '0')

/** Seconds as mm:ss, from one hour on as h:mm:ss; for what counts while one looks. Negative counts as 0. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  const hours = Math.floor(whole / 3600)
  const rest = `${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** Seconds as HH:mm:ss, as 排队时长 and 通话时长 stand in the manual's tables (3.16). */
export function longClock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds))
  return `${two(Math.floor(whole / 3600))}:${two(Math.floor((whole % 3600) / 60))}:${two(whole % 60)}`
}

/** Whole seconds from `since` (RFC 3339) to `now` (milliseconds), never below 0. */
export function secondsSince(since: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(since)) / 1000))
}
