import { useEffect } from 'preact/hooks'

/** The back button asks instead of leaving: one more entry in the history catches it. */
export function useBackGuard(onBack: () => void): void {
  useEffect(() => {
    const guard = (): void => {
      // After a reload the entry is there already.
      if ((history.state as { guard?: true } | null)?.guard !== true)
        history.pushState({ guard: true }, '', location.pathname)
    }
    const onPop = (): void => {
      guard()
      onBack()
    }
    guard()
    addEventListener('popstate', onPop)
    return () => removeEventListener('popstate', onPop)
  }, [onBack])
}
