/** The token of a work order's link `/c/<token>`; null for the bare page `/c`. */
export function linkTokenOf(path: string): string | null {
  return /^\/c\/([^/]+)\/?$/.exec(path)?.[1] ?? null
}
