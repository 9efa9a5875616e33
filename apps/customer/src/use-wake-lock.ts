import { useEffect } from 'preact/hooks'

/** Keeps the screen on where the browser can; it lets go by itself whenever the page is hidden. */
export function useWakeLock(wanted: boolean): void {
  useEffect(() => {
    if (!wanted) return undefined
    let lock: WakeLockSentinel | null = null
    const request = async (): Promise<void> => {
      if (document.visibilityState !== 'visible') return
      // Missing before Chrome 84 and iOS 16.4, refused on low battery: the page also asks not to lock the screen.
      lock = (await navigator.wakeLock?.request('screen').catch(() => null)) ?? null
    }
    const onVisibility = (): void => void request()
    onVisibility()
    document.addEventListener('visibilitychange', onVisibility)
    return () => {
      document.removeEventListener('visibilitychange', onVisibility)
      void lock?.release()
    }
  }, [wanted])
}
