import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { claim, type Claim } from '../windows/claim.ts'
import { claimName } from './own-call.ts'

/** A window that reloads gives its call back and wants it again within this time. */
const reloadMs = 2000
/** Shorter than this nobody needs to read that another window has the call. */
const sayAfterMs = 500

interface Elsewhere {
  readonly callId: string
  readonly free: boolean
}

/**
 * A live call of this session that this window does not hold (`callId`). Held by nobody, as after a reload: it
 * is taken at once. Held by another window: `elsewhere` says so, and `free` once that window is gone; then
 * `resume` takes it.
 */
export function useOtherWindow(
  callId: string | null,
  onTaken: (callId: string, turn: Claim) => void,
): { readonly elsewhere: Elsewhere | null; readonly resume: () => void } {
  const [elsewhere, setElsewhere] = useState<Elsewhere | null>(null)
  const waiting = useRef<Claim | null>(null)
  const take = useEffectEvent(onTaken)

  const resume = useCallback(() => {
    const turn = waiting.current
    if (!turn || !elsewhere?.free) return
    waiting.current = null
    setElsewhere(null)
    onTaken(elsewhere.callId, turn)
  }, [elsewhere, onTaken])

  useEffect(() => {
    if (!callId) return undefined
    const turn = claim(claimName(callId))
    const since = performance.now()
    waiting.current = turn
    const say = setTimeout(() => setElsewhere({ callId, free: false }), sayAfterMs)
    void turn.granted.then(() => {
      clearTimeout(say)
      if (waiting.current !== turn) return
      if (performance.now() - since > reloadMs) return setElsewhere({ callId, free: true })
      waiting.current = null
      setElsewhere(null)
      take(callId, turn)
    })
    return () => {
      clearTimeout(say)
      // Taken over: the call holds the turn now.
      if (waiting.current === turn) {
        waiting.current = null
        turn.release()
      }
      setElsewhere(null)
    }
  }, [callId])

  return { elsewhere, resume }
}
