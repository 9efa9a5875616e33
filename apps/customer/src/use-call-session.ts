import { CallSession } from '@veridesk/call-client'
import type { CallTransport, LocalMedia, SessionState } from '@veridesk/call-client'
import { call as request } from '@veridesk/contract/api-client'
import type { CustomerCall } from '@veridesk/contract/customer'
import { useEffect, useLayoutEffect, useState } from 'preact/hooks'

const noSession: SessionState = {
  phase: 'new',
  remotes: [],
  quality: 'unknown',
  reconnectingSince: null,
}

function transportOf(id: string): CallTransport {
  return {
    openLeg: (body) => request('POST /api/customer/calls/:id/legs', { params: { id }, body }),
    renegotiateLeg: ({ legId, sdp }) =>
      request('PUT /api/customer/calls/:id/legs/:legId', { params: { id, legId }, body: { sdp } }),
    setTracks: (body) => request('PUT /api/customer/calls/:id/tracks', { params: { id }, body }),
  }
}

/** The media of the own call. It opens while the call still rings, so that answering only lets packets through. */
export function useCallSession(call: CustomerCall | null, local: LocalMedia | null): SessionState {
  const [session, setSession] = useState<CallSession | null>(null)
  const [state, setState] = useState(noSession)
  const id = call?.status === 'ringing' || call?.status === 'active' ? call.id : null

  useEffect(() => {
    if (id === null || !local) return undefined
    const opened = new CallSession({ transport: transportOf(id), local })
    opened.subscribe(setState)
    setSession(opened)
    return () => {
      opened.close()
      setSession(null)
      setState(noSession)
    }
  }, [id, local])

  // Before the screen is painted: the answer's first packets do not wait for that.
  useLayoutEffect(() => {
    if (call?.media) session?.update({ active: call.status === 'active', media: call.media })
  }, [session, call])

  return state
}
