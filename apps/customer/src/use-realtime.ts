import { RealtimeSocket } from '@veridesk/call-client'
import { useEffect, useState } from 'preact/hooks'
import type { Session } from './use-session.ts'

/** Follows the own call and keeps the place in the queue; false while the socket is away. */
export function useRealtime({ refresh, dispatch }: Session): boolean {
  const [connected, setConnected] = useState(true)
  useEffect(() => {
    const socket = new RealtimeSocket({
      url: '/ws?as=customer',
      onResync: refresh,
      onEvent: refresh,
      onEnded: () => dispatch({ type: 'refused', code: 'displaced' }),
      onState: setConnected,
    })
    return () => socket.close()
  }, [refresh, dispatch])
  return connected
}
