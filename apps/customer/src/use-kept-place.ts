import { useEffect, useState } from 'preact/hooks'

/** Shorter looks elsewhere are not worth a word. */
const awayMs = 3_000
const shownMs = 8_000

/**
 * Whether to say that the place was kept: for a while after a lost network or a page that lay in the background,
 * and on a page that `found` it when it opened. `connected`: the server is heard, so that it is so.
 */
export function useKeptPlace(found: boolean, connected: boolean): boolean {
  const [away, setAway] = useState(found)
  const [shown, setShown] = useState(false)

  useEffect(() => {
    if (!connected) setAway(true)
  }, [connected])

  useEffect(() => {
    let hiddenAt = 0
    const onVisibility = (): void => {
      if (document.visibilityState === 'hidden') hiddenAt = Date.now()
      else if (hiddenAt > 0 && Date.now() - hiddenAt >= awayMs) setAway(true)
    }
    document.addEventListener('visibilitychange', onVisibility)
    return () => document.removeEventListener('visibilitychange', onVisibility)
  }, [])

  useEffect(() => {
    if (!away || !connected) return undefined
    // The socket takes a moment to notice that it died, and the snapshot after it says whether the place is there.
    const timer = setTimeout(() => {
      setAway(false)
      setShown(true)
    }, 1_000)
    return () => clearTimeout(timer)
  }, [away, connected])

  useEffect(() => {
    if (!shown) return undefined
    const timer = setTimeout(() => setShown(false), shownMs)
    return () => clearTimeout(timer)
  }, [shown])

  return shown
}
