import { ApiError } from '@veridesk/contract/api-client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { isFatal } from './state.ts'
import type { RefusalCode } from './state.ts'
import { useKept } from './use-kept.ts'
import type { Session } from './use-session.ts'

const coolDownSeconds = 60

export interface OneTimeCode {
  readonly sent: boolean
  /** Seconds until the next one may be asked for. */
  readonly wait: number
  /** Why the last one was not sent. */
  readonly refused: RefusalCode | undefined
  /** Asks for one; the countdown begins. */
  readonly request: (send: () => Promise<void>) => Promise<void>
}

/** One-time codes by SMS: a countdown until the next one, which a reload does not shorten. */
export function useOneTimeCode({ dispatch }: Session): OneTimeCode {
  const [sent, setSent] = useKept('codeSent', false)
  const [until, setUntil] = useKept('codeUntil', 0)
  const [now, setNow] = useState(Date.now)
  const [refused, setRefused] = useState<RefusalCode>()
  const askingRef = useRef(false)
  const wait = Math.max(0, Math.ceil((until - now) / 1000))

  useEffect(() => {
    if (wait === 0) return undefined
    const timer = setTimeout(() => setNow(Date.now()), 1_000)
    return () => clearTimeout(timer)
  }, [wait, now])

  const waitFor = (seconds: number): void => {
    const at = Date.now()
    setNow(at)
    setUntil(at + seconds * 1000)
  }

  return {
    sent,
    wait,
    refused,
    async request(send) {
      if (askingRef.current) return
      askingRef.current = true
      setRefused(undefined)
      waitFor(coolDownSeconds)
      try {
        await send()
        setSent(true)
      } catch (cause) {
        if (!(cause instanceof ApiError)) throw cause
        if (isFatal(cause.code)) dispatch({ type: 'refused', code: cause.code })
        setRefused(cause.code)
        const { retryAfter } = cause.problem
        if (retryAfter !== undefined) waitFor(retryAfter)
        else if (cause.code !== 'sms_cooling_down') waitFor(0)
      } finally {
        askingRef.current = false
      }
    },
  }
}
