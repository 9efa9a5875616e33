import type { MediaProblem } from '@veridesk/call-client'
import { useEffect, useState } from 'react'
import { microphonePermission } from '../shell/browser-permissions.ts'

export interface MicrophoneCheck {
  /** Why a call cannot be answered here; null: it can, as far as one can tell without opening anything. */
  readonly problem: MediaProblem | null
  /** The browser will ask first, so the devices are opened before the call is taken. */
  readonly willAsk: boolean
}

async function check(): Promise<MicrophoneCheck> {
  const refused = (problem: MediaProblem): MicrophoneCheck => ({ problem, willAsk: false })
  if (!isSecureContext) return refused('insecure')
  const permission = await microphonePermission()
  if (permission === 'denied') return refused('denied')
  const devices = await navigator.mediaDevices.enumerateDevices()
  if (!devices.some((device) => device.kind === 'audioinput')) return refused('not-found')
  return { problem: null, willAsk: permission === 'prompt' }
}

/** Looks before 接听 is sent whether there is a microphone; again whenever one is plugged in or out. */
export function useMicrophoneCheck(): MicrophoneCheck | null {
  const [result, setResult] = useState<MicrophoneCheck | null>(null)
  useEffect(() => {
    const look = () => void check().then(setResult)
    look()
    const devices = navigator.mediaDevices as MediaDevices | undefined
    devices?.addEventListener('devicechange', look)
    // A permission changed in the browser's own bar is noticed on the way back.
    addEventListener('focus', look)
    return () => {
      devices?.removeEventListener('devicechange', look)
      removeEventListener('focus', look)
    }
  }, [])
  return result
}
