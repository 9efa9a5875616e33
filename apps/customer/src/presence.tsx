import { RealtimeSocket } from '@veridesk/call-client'
import { useEffect } from 'preact/hooks'
import type { Session } from './use-session.ts'

interface PresenceProps {
  readonly session: Session
  /** Told whether the socket is there. */
  readonly onState: (connected: boolean) => void
}

/** Follows the seat as long as it is held: news, the place in the queue, and its end. */
export function Presence({ session: { refresh, dispatch }, onState }: PresenceProps) {
  useEffect(() => {
    const socket = new RealtimeSocket({
      url: '/ws?as=customer',
      onResync: refresh,
      onEvent: refresh,
      onEnded: () => dispatch({ type: 'refused', code: 'displaced' }),
      onState,
    })
    return () => socket.close()
  }, [refresh, dispatch, onState])
  return null
}
