/** What makes a person look up: a sound in one window, the title in all, a notification where none has the focus. */
import { useEffect, useState } from 'react'
import { claim } from '../windows/claim.ts'
import { soundAllowed, startRinging } from './ring-tone.ts'

/** Whether this window is the one that sounds: the first that may, until it is closed. */
export function useRingLeader(): boolean {
  const [leads, setLeads] = useState(false)
  useEffect(() => {
    let left = false
    let release = () => {
      left = true
    }
    void soundAllowed().then(() => {
      if (left) return
      const turn = claim('veridesk-ring')
      release = () => turn.release()
      void turn.granted.then(() => setLeads(true))
    })
    return () => release()
  }, [])
  return leads
}

export function useRingTone(on: boolean): void {
  useEffect(() => (on ? startRinging() : undefined), [on])
}

/** The title says who calls, every other second. */
export function useTitleFlash(text: string | null): void {
  useEffect(() => {
    if (text === null) return undefined
    const title = document.title
    document.title = text
    const timer = setInterval(() => {
      document.title = document.title === text ? title : text
    }, 1000)
    return () => {
      clearInterval(timer)
      document.title = title
    }
  }, [text])
}

interface RingNotification {
  /** Notifications of one tag replace each other: windows of one session show one. */
  readonly tag: string
  readonly title: string
  readonly body: string
}

export function useRingNotification(wanted: boolean, given: RingNotification): void {
  const { tag, title, body } = given
  useEffect(() => {
    return wanted ? notify({ tag, title, body }) : undefined
  }, [wanted, tag, title, body])
}

/** Answers how to take it back; nothing is shown in a window with the focus or without permission. */
export function notify({ tag, title, body }: RingNotification): (() => void) | undefined {
  // A visible window can still lie beside the one that is worked in.
  if (document.hasFocus()) return undefined
  if (!('Notification' in window) || Notification.permission !== 'granted') return undefined
  const notification = new Notification(title, { tag, body, requireInteraction: true })
  notification.addEventListener('click', () => {
    focus()
    notification.close()
  })
  return () => notification.close()
}
