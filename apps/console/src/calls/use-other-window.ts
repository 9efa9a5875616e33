import { useCallback, useEffect, useEffectEvent, useState } from 'react'
import { tryClaim, type Claim } from '../windows/claim.ts'
import { claimName } from './own-call.ts'

/** A window that reloads gives its call back and wants it again within this time. */
const reloadMs = 2000
/** Shorter than this nobody needs to read that another window has the call. */
const sayAfterMs = 500
const lookEveryMs = { first: 100, later: 1000 } as const

interface Elsewhere {
  readonly callId: string
  readonly free: boolean
}

/**
 * A live call of this session that this window does not hold (`callId`). Held by nobody, as after a reload: it
 * is taken at once. Held by another window: `elsewhere` says so, and `free` once that window is gone; then
 * `resume` takes it. A window only looks and never queues: else a reload would lose its call to the one waiting.
 */
export function useOtherWindow(
  callId: string | null,
  onTaken: (callId: string, turn: Claim) => void,
): { readonly elsewhere: Elsewhere | null; readonly resume: () => void } {
  const [elsewhere, setElsewhere] = useState<Elsewhere | null>(null)
  const take = useEffectEvent(onTaken)

  const resume = useCallback(() => {
    if (!callId) return
    void tryClaim(claimName(callId)).then((turn) => {
      if (turn) onTaken(callId, turn)
      else setElsewhere({ callId, free: false })
    })
  }, [callId, onTaken])

  useEffect(() => {
    if (!callId) return undefined
    const since = performance.now()
    let left = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      const turn = await tryClaim(claimName(callId))
      if (left) return turn?.release()
      const waited = performance.now() - since
      if (turn && waited < reloadMs) return take(callId, turn)
      turn?.release()
      if (waited >= sayAfterMs) setElsewhere({ callId, free: turn !== null })
      timer = setTimeout(
        () => void look(),
        waited < reloadMs ? lookEveryMs.first : lookEveryMs.later,
      )
    }
    void look()
    return () => {
      left = true
      clearTimeout(timer)
      setElsewhere(null)
    }
  }, [callId])

  return { elsewhere, resume }
}
