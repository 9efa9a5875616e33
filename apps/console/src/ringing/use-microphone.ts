import { MediaError, type LocalMedia, type MediaProblem } from '@veridesk/call-client'
import { useEffect, useRef, useState } from 'react'
import { openMicrophone } from '../calls/own-call.ts'
import { microphonePermission } from '../shell/browser-permissions.ts'

export interface RingingMicrophone {
  /** Why a call cannot be answered here; null: it can, as far as is known. */
  readonly problem: MediaProblem | null
  /** The browser will ask first, so the microphone is opened before the call is taken. */
  readonly willAsk: boolean
  /** The microphone if it is open already; whoever takes it closes it. */
  readonly take: () => LocalMedia | null
}

/**
 * Opens the microphone while it rings, where the browser has nothing to ask: whether it works is known before
 * 接听, and the call does not wait for it. Nothing is sent before the answer; a declined ring closes it. Looks
 * again whenever a device is plugged in or out.
 */
export function useMicrophone(): RingingMicrophone {
  const [problem, setProblem] = useState<MediaProblem | null>(null)
  const [willAsk, setWillAsk] = useState(true)
  const open = useRef<LocalMedia | null>(null)
  useEffect(() => {
    let left = false
    const look = async () => {
      if (open.current) return
      if (!isSecureContext) return setProblem('insecure')
      const permission = await microphonePermission()
      setWillAsk(permission === 'prompt')
      // A page behind another one leaves the microphone to that one.
      if (permission !== 'granted' || document.hidden)
        return setProblem(permission === 'denied' ? 'denied' : null)
      const local = await openMicrophone()
      if (left || open.current) local.close()
      else open.current = local
      setProblem(null)
    }
    const lookAgain = () =>
      void look().catch((cause: unknown) =>
        setProblem(cause instanceof MediaError ? cause.problem : 'unknown'),
      )
    lookAgain()
    const devices = navigator.mediaDevices as MediaDevices | undefined
    devices?.addEventListener('devicechange', lookAgain)
    // A permission changed in the browser's own bar is noticed on the way back.
    addEventListener('focus', lookAgain)
    return () => {
      left = true
      devices?.removeEventListener('devicechange', lookAgain)
      removeEventListener('focus', lookAgain)
      open.current?.close()
    }
  }, [])
  const take = () => {
    const local = open.current
    open.current = null
    return local
  }
  return { problem, willAsk, take }
}
