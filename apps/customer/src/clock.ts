import { useEffect, useState } from 'preact/hooks'

/** Minutes and seconds, hours only where there are some: `03:12`, `1:03:12`. */
export function formatDuration(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(total / 3600)
  const rest = `${two(Math.floor((total % 3600) / 60))}:${two(total % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

/** Whether somebody has waited so long (3 minutes) that the page names the other way, the telephone. */
export function isLongWait(waitedMs: number): boolean {
  return waitedMs >= 3 * 60_000
}

/** Milliseconds since `since` (RFC 3339) by the server's clock, renewed every second; 0 for null. */
export function useElapsed(since: string | null, skew: number): number {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (since === null) return undefined
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [since])
  return since === null ? 0 : Math.max(0, now + skew - Date.parse(since))
}
