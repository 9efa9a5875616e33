import { createContext, useContext } from 'react'
import type { OwnCall } from './own-call.ts'

export interface AnswerOptions {
  /** Made ready while it rang; the answer takes it over. */
  readonly ready: OwnCall | null
  /** The browser will ask about it, which may take a while; else microphone and answer run side by side. */
  readonly microphoneFirst: boolean
}

export interface OwnCallContextValue {
  /** The call that this window holds. */
  readonly own: OwnCall | null
  /** The ringing call whose media is ready: its workplace is drawn unseen, so that 接听 only shows it. */
  readonly ready: OwnCall | null
  readonly setReady: (ready: OwnCall | null) => void
  /** The call that is being answered here. */
  readonly answering: string | null
  /** A live call of this session that another window holds; `free` once that window is gone. */
  readonly elsewhere: { readonly callId: string; readonly free: boolean } | null
  /** Takes the ringing call. Rejects with `ApiError`, or `MediaError` before the call was taken. */
  readonly answer: (callId: string, options: AnswerOptions) => Promise<void>
  /** Goes on here with the call whose window is gone. */
  readonly resume: () => void
}

export const OwnCallContext = createContext<OwnCallContextValue | null>(null)

export function useOwnCall(): OwnCallContextValue {
  const value = useContext(OwnCallContext)
  if (!value) throw new Error('useOwnCall outside OwnCallProvider')
  return value
}
