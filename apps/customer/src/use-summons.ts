import type { CustomerCall } from '@veridesk/contract/customer'
import { useEffect, useRef } from 'preact/hooks'
import { chime } from './chime.ts'
import type { Texts } from './i18n/zh.ts'
import { useTexts } from './preferences.tsx'

type Waiting = Pick<CustomerCall, 'id' | 'status' | 'ahead'>

/** The page's name among others: the place in the queue, or that it is the turn. */
export function titleOf(call: Waiting | null, texts: Texts): string {
  if (call?.status === 'ringing') return texts.waitRinging
  if (call?.status !== 'queued') return texts.pageTitle
  return call.ahead === 0 ? texts.waitNext : texts.waitAhead(call.ahead)
}

/**
 * Calls the customer back to the page: its title follows the queue, it sounds when it is first the turn and the
 * phone shakes then and at the answer. Without sound or motor the title is all there is.
 */
export function useSummons(call: Waiting | null): void {
  const texts = useTexts()
  const title = titleOf(call, texts)
  useEffect(() => {
    document.title = title
    return () => void (document.title = texts.pageTitle)
  }, [title, texts])

  const id = call?.id
  const status = call?.status
  const beforeRef = useRef(status)
  const rungRef = useRef<string | null>(null)
  useEffect(() => {
    const was = beforeRef.current
    beforeRef.current = status
    // What a reloaded page finds as it is has been told before.
    if (was === status || was === undefined) return
    if (status === 'active') navigator.vibrate?.(200)
    if (status !== 'ringing' || id === undefined || rungRef.current === id) return
    // An agent who does not answer is followed by others: once is enough.
    rungRef.current = id
    navigator.vibrate?.([200, 100, 200])
    // Refused by some browsers until the page was touched.
    chime().catch(() => undefined)
  }, [id, status])
}
