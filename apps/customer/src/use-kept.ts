import { useState } from 'preact/hooks'

const stateOf = (): Record<string, unknown> => (history.state ?? {}) as Record<string, unknown>

/**
 * State that outlives a reload: it lies in this entry of the page's history and goes with it, so that nothing
 * stays on the phone.
 */
export function useKept<T>(name: string, initial: T): readonly [T, (next: T) => void] {
  const [value, setValue] = useState<T>(() =>
    name in stateOf() ? (stateOf()[name] as T) : initial,
  )
  const keep = (next: T): void => {
    history.replaceState({ ...stateOf(), [name]: next }, '')
    setValue(next)
  }
  return [value, keep]
}
