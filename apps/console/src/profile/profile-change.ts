import type { Profile } from '@veridesk/contract/account-admin'

interface Change {
  readonly version: number
  readonly name: string
  readonly phone?: string
}

/** The request that saves name and phone; null where neither differs from what is held. */
export function profileChange(
  held: Profile,
  typed: { readonly name: string; readonly phone?: string },
): Change | null {
  const name = typed.name.trim()
  const phone = typed.phone?.trim() ?? ''
  if (name === held.name && phone === (held.phone ?? '')) return null
  return { version: held.version, name, ...(phone ? { phone } : {}) }
}
