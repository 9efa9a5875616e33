/** How the institution shows itself now: before the sign-in as the page says, then as the own snapshot says. */
import type { Institution } from '@veridesk/contract/accounts'
import { useSyncExternalStore } from 'react'

export type Look = Pick<Institution, 'name' | 'colour' | 'logo'>

/** The server writes these into the page; an unfilled placeholder counts as unknown. */
function fromPage(name: string): string | null {
  const content = document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content ?? ''
  return content === '' || content.startsWith('__') ? null : content
}

let look: Look = {
  name: fromPage('institution-name') ?? '',
  colour: fromPage('institution-colour'),
  logo: fromPage('institution-logo'),
}
const listeners = new Set<() => void>()

/** From here on every page shows the institution like this. */
export function showInstitution({ name, colour, logo }: Look): void {
  if (look.name === name && look.colour === colour && look.logo === logo) return
  look = { name, colour, logo }
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The name is empty where nothing is known yet. */
export function useInstitution(): Look {
  return useSyncExternalStore(subscribe, () => look)
}
