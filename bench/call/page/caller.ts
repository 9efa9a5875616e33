/** A page that does nothing but call: camera open, connections made on request. */

export interface Caller {
  open: (camera: { width: number; height: number }) => Promise<void>
  /** A new connection and its offer; `videoKbps` bounds what is sent. */
  offer: (name: string, direction: 'sendrecv' | 'sendonly', videoKbps: number) => Promise<string>
  /** A new connection for this offer and its answer; without `videoKbps` nothing is sent. */
  answer: (name: string, offer: string, videoKbps?: number) => Promise<string>
  accept: (name: string, answer: string) => Promise<void>
  candidate: (name: string, candidate: RTCIceCandidateInit | null) => Promise<void>
  /** The camera too: it takes nothing from the other ways' calls. */
  closeAll: () => void
}

declare global {
  interface Window {
    bareCaller: Caller
    /** Laid by the bench: a candidate for the other end of this connection. */
    trickle: (name: string, candidate: RTCIceCandidateInit | null) => Promise<void>
  }
}

/** Runs in the page, once it is loaded. */
export function installCaller(): void {
  const connections = new Map<string, RTCPeerConnection>()
  /** Candidates that came before the description they belong to. */
  const early = new Map<string, (RTCIceCandidateInit | null)[]>()
  let stream = new MediaStream()

  const make = (name: string): RTCPeerConnection => {
    const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' })
    connections.set(name, connection)
    connection.addEventListener('icecandidate', ({ candidate }) => {
      void window.trickle(name, candidate?.toJSON() ?? null)
    })
    connection.addEventListener('track', ({ track }) => {
      const element = document.createElement(track.kind) as HTMLMediaElement
      element.autoplay = true
      element.srcObject = new MediaStream([track])
      document.body.append(element)
    })
    return connection
  }

  const known = (name: string): RTCPeerConnection => {
    const connection = connections.get(name)
    if (!connection) throw new Error(`no connection ${name}`)
    return connection
  }

  const bound = async (sender: RTCRtpSender, videoKbps: number): Promise<void> => {
    const parameters = sender.getParameters()
    for (const encoding of parameters.encodings) encoding.maxBitrate = videoKbps * 1000
    await sender.setParameters(parameters)
  }

  const remote = async (
    name: string,
    description: RTCSessionDescriptionInit,
  ): Promise<RTCPeerConnection> => {
    const connection = known(name)
    await connection.setRemoteDescription(description)
    for (const candidate of early.get(name) ?? [])
      if (candidate) await connection.addIceCandidate(candidate)
    early.delete(name)
    return connection
  }

  window.bareCaller = {
    open: async ({ width, height }) => {
      stream = await navigator.mediaDevices.getUserMedia({
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
        video: { width: { ideal: width }, height: { ideal: height }, frameRate: { ideal: 25 } },
      })
    },
    offer: async (name, direction, videoKbps) => {
      const connection = make(name)
      for (const track of stream.getTracks())
        connection.addTransceiver(track, {
          direction,
          streams: [stream],
          ...(track.kind === 'video' ? { sendEncodings: [{ maxBitrate: videoKbps * 1000 }] } : {}),
        })
      const offer = await connection.createOffer()
      await connection.setLocalDescription(offer)
      return offer.sdp ?? ''
    },
    answer: async (name, offer, videoKbps) => {
      make(name)
      const connection = await remote(name, { type: 'offer', sdp: offer })
      if (videoKbps !== undefined)
        for (const transceiver of connection.getTransceivers()) {
          const { kind } = transceiver.receiver.track
          const [track = null] = stream.getTracks().filter((own) => own.kind === kind)
          transceiver.direction = 'sendrecv'
          await transceiver.sender.replaceTrack(track)
        }
      const answer = await connection.createAnswer()
      await connection.setLocalDescription(answer)
      for (const sender of connection.getSenders())
        if (videoKbps !== undefined && sender.track?.kind === 'video')
          await bound(sender, videoKbps)
      return answer.sdp ?? ''
    },
    accept: async (name, answer) => {
      await remote(name, { type: 'answer', sdp: answer })
    },
    candidate: async (name, candidate) => {
      const connection = connections.get(name)
      if (connection?.remoteDescription) {
        if (candidate) await connection.addIceCandidate(candidate)
      } else early.set(name, [...(early.get(name) ?? []), candidate])
    },
    closeAll: () => {
      for (const connection of connections.values()) connection.close()
      for (const track of stream.getTracks()) track.stop()
      connections.clear()
      early.clear()
      document.body.replaceChildren()
    },
  }
}
