import { useNow } from '../api/use-now.ts'
import { clock, secondsSince } from '../format/duration.ts'

/** How long it has lasted, counting on by the server's clock. */
export function Since({ at }: { readonly at: string }) {
  return <>{clock(secondsSince(at, useNow()))}</>
}

/** How long is left, never below 0. */
export function Until({ at }: { readonly at: string }) {
  return <>{clock((Date.parse(at) - useNow()) / 1000)}</>
}
