import { useQuery } from '@tanstack/react-query'
import { MediaError, type MediaProblem } from '@veridesk/call-client'
import { useEffect, useRef, useState } from 'react'
import { callQuery } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import { claimName, openMicrophone, OwnCall } from '../calls/own-call.ts'
import { useOwnCall } from '../calls/own-call-context.ts'
import { permissionFor } from '../shell/browser-permissions.ts'
import { tryClaim } from '../windows/claim.ts'

export interface ReadyCall {
  /** Why a call cannot be answered here; null: it can, as far as is known. */
  readonly problem: MediaProblem | null
  /** The browser will ask first, so the microphone is opened before the call is taken. */
  readonly willAsk: boolean
  /** The call if it is ready; whoever takes it closes it. */
  readonly take: () => OwnCall | null
}

/**
 * Makes the ringing call ready where the browser has nothing to ask: whether the microphone works is known
 * before 接听, and the first picture does not wait for devices and connections. Nothing is sent before the
 * answer; a ring that goes elsewhere closes it all. Looks again whenever a device is plugged in or out.
 */
export function useReadyCall(callId: string): ReadyCall {
  const [problem, setProblem] = useState<MediaProblem | null>(null)
  const [willAsk, setWillAsk] = useState(true)
  const { ready, setReady } = useOwnCall()
  const held = useRef<OwnCall | null>(null)
  useEffect(() => {
    let left = false
    const look = async () => {
      if (held.current) return
      if (!isSecureContext) return setProblem('insecure')
      const permission = await permissionFor('microphone')
      setWillAsk(permission === 'prompt')
      // A page behind another one leaves the devices to that one.
      if (permission !== 'granted' || document.hidden)
        return setProblem(permission === 'denied' ? 'denied' : null)
      const local = await openMicrophone()
      const turn = await tryClaim(claimName(callId))
      // Another window of this browser has it ready.
      if (!turn || left || held.current) {
        turn?.release()
        local.close()
      } else {
        held.current = new OwnCall(callId, turn, Promise.resolve(local), { ringing: true })
        setReady(held.current)
      }
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
      if (!held.current) return
      held.current.close()
      setReady(null)
    }
  }, [callId, setReady])

  useTopic(ready && `call:${callId}`)
  const detail = useQuery({ ...callQuery(callId), enabled: ready !== null }).data
  useEffect(() => {
    if (ready && detail) ready.apply(detail)
  }, [ready, detail])

  const take = () => {
    const taken = held.current
    held.current = null
    return taken
  }
  return { problem, willAsk, take }
}
