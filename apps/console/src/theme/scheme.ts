/** Light or dark: the person's choice, kept on this device. */
import { useSyncExternalStore } from 'react'

export const schemes = ['light', 'dark', 'system'] as const
export type Scheme = (typeof schemes)[number]

const key = 'veridesk.scheme'
const listeners = new Set<() => void>()
const systemDark = matchMedia('(prefers-color-scheme: dark)')

/** What was chosen; `system` until somebody chooses. */
function chosenScheme(): Scheme {
  const stored = localStorage.getItem(key)
  return schemes.find((scheme) => scheme === stored) ?? 'system'
}

export function chooseScheme(scheme: Scheme): void {
  localStorage.setItem(key, scheme)
  for (const listener of listeners) listener()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  systemDark.addEventListener('change', listener)
  return () => {
    listeners.delete(listener)
    systemDark.removeEventListener('change', listener)
  }
}

export function useChosenScheme(): Scheme {
  return useSyncExternalStore(subscribe, chosenScheme)
}

/** The scheme in effect now. */
export function useEffectiveScheme(): 'light' | 'dark' {
  return useSyncExternalStore(subscribe, () => {
    const scheme = chosenScheme()
    return scheme === 'system' ? (systemDark.matches ? 'dark' : 'light') : scheme
  })
}
