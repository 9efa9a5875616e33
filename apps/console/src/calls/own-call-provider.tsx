import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import { startTransition, useEffect, useRef, useState, type ReactNode } from 'react'
import { useNavigate } from 'react-router'
import { callQuery, keys } from '../api/queries.ts'
import { useHoldNews, useTopic } from '../api/realtime.tsx'
import { noteServerTime } from '../api/server-clock.ts'
import { paths } from '../paths.ts'
import { useMe } from '../session/me-context.ts'
import { claim } from '../windows/claim.ts'
import { claimName, openMicrophone, OwnCall } from './own-call.ts'
import { OwnCallContext, type AnswerOptions, type OwnCallContextValue } from './own-call-context.ts'
import { useOtherWindow } from './use-other-window.ts'

/** Holds the live call of this window above all pages, so that the agent can look around while talking. */
export function OwnCallProvider({ children }: { readonly children: ReactNode }) {
  const client = useQueryClient()
  const navigate = useNavigate()
  const me = useMe()
  const [held, setHeld] = useState<OwnCall | null>(null)
  const [ready, setReady] = useState<OwnCall | null>(null)
  const [answering, setAnswering] = useState<string | null>(null)
  const underWay = useRef(false)
  const holdNews = useHoldNews()
  const heldId = held?.callId ?? null

  useTopic(heldId && `call:${heldId}`)
  const query = useQuery({ ...callQuery(heldId ?? ''), enabled: heldId !== null })
  const detail = query.data?.id === heldId ? query.data : undefined
  const ended = detail?.status === 'ended'
  const own = ended ? null : held

  const liveId = me.agent?.callId ?? null
  const unheld = liveId !== null && liveId !== heldId && liveId !== answering ? liveId : null
  const { elsewhere, resume } = useOtherWindow(unheld, (callId, turn) =>
    setHeld(new OwnCall(callId, turn, openMicrophone())),
  )

  useEffect(() => {
    if (own && detail) own.apply(detail)
  }, [own, detail])
  useEffect(() => {
    if (!own) return undefined
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => {
      removeEventListener('beforeunload', warn)
      own.close()
    }
  }, [own])
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: keys.me })
  }, [client, ended])

  const answer = async (callId: string, options: AnswerOptions) => {
    // A double click comes before the button is drawn as waiting.
    if (underWay.current) return
    underWay.current = true
    performance.mark('veridesk:answer')
    holdNews()
    const taken = options.ready ?? new OwnCall(callId, claim(claimName(callId)), openMicrophone())
    taken.answer()
    try {
      // Media first: drawing the waiting button would hold up the tracks that were just attached.
      startTransition(() => setAnswering(callId))
      if (options.microphoneFirst) await taken.microphone
      const answered = await call('POST /api/calls/:id/answer', { params: { id: callId } })
      taken.apply(answered)
      noteServerTime(answered.serverTime)
      client.setQueryData(callQuery(callId).queryKey, answered)
      setHeld(taken)
      setReady(null)
      void navigate(paths.call(callId))
    } catch (cause) {
      taken.close()
      setReady(null)
      throw cause
    } finally {
      underWay.current = false
      setAnswering(null)
    }
  }

  const value: OwnCallContextValue = {
    own,
    ready,
    setReady,
    answering,
    elsewhere,
    answer,
    resume,
  }
  return <OwnCallContext value={value}>{children}</OwnCallContext>
}
