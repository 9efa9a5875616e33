/** Moments of a call, taken inside a page from outside the product: hooks laid before its code loads. */

export interface Mark {
  name: string
  /** `Date.now()`, the same clock on both pages. */
  at: number
}

interface FrameReader {
  readable: ReadableStream<{ close: () => void }>
}

declare global {
  interface Window {
    marks: Mark[]
    /** Chromium's; hands over every decoded frame of a track. */
    MediaStreamTrackProcessor: new (init: { track: MediaStreamTrack }) => FrameReader
  }
}

/** Runs in the page, before anything else. */
export function installMarks(): void {
  window.marks = []
  const mark = (name: string): void => {
    window.marks.push({ name, at: Date.now() })
  }

  document.addEventListener(
    'click',
    ({ target }) => {
      const button = target instanceof Element ? target.closest('button') : null
      if (button?.textContent?.includes('接听')) mark('click')
    },
    true,
  )

  new PerformanceObserver((tasks) => {
    for (const { startTime, duration } of tasks.getEntries()) {
      const name = `page busy for ${Math.round(duration)} ms`
      window.marks.push({ name, at: Math.round(performance.timeOrigin + startTime) })
    }
  }).observe({ type: 'longtask' })

  const nativeFetch = window.fetch.bind(window)
  window.fetch = async (input, init) => {
    const request = new Request(input, init)
    const path = new URL(request.url).pathname.replaceAll(/[0-9a-f-]{36}/g, ':id')
    mark(`${request.method} ${path}`)
    const response = await nativeFetch(request)
    mark(`${request.method} ${path} answered`)
    return response
  }

  const NativeSocket = window.WebSocket
  window.WebSocket = class extends NativeSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols)
      this.addEventListener('message', ({ data }) => {
        const { topic } = JSON.parse(String(data)) as { topic?: string }
        if (topic) mark(`told ${topic.split(':')[0]}`)
      })
    }
  }

  // Absent in an empty page.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  const openCamera = devices?.getUserMedia.bind(devices)
  if (devices && openCamera)
    devices.getUserMedia = async (constraints) => {
      mark('camera asked for')
      const stream = await openCamera(constraints)
      mark('camera open')
      return stream
    }

  const awaitFrame = async (track: MediaStreamTrack): Promise<void> => {
    const own = track.clone()
    const reader = new window.MediaStreamTrackProcessor({ track: own }).readable.getReader()
    const { value } = await reader.read()
    if (value) mark('first frame')
    value?.close()
    await reader.cancel()
    own.stop()
  }

  const NativeConnection = window.RTCPeerConnection
  window.RTCPeerConnection = class extends NativeConnection {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      mark('connection made')
      this.addEventListener('iceconnectionstatechange', () =>
        mark(`ICE ${this.iceConnectionState}`),
      )
      this.addEventListener('connectionstatechange', () => mark(`DTLS ${this.connectionState}`))
      this.addEventListener('track', ({ track }) => {
        if (track.kind !== 'video') return
        track.addEventListener('unmute', () => mark('first packet'), { once: true })
        void awaitFrame(track)
      })
    }

    override addTransceiver(trackOrKind: MediaStreamTrack | string, init?: RTCRtpTransceiverInit) {
      const transceiver = super.addTransceiver(trackOrKind, init)
      const { sender } = transceiver
      const attach = sender.replaceTrack.bind(sender)
      sender.replaceTrack = async (track) => {
        await attach(track)
        if (track) mark(`${track.kind} attached`)
      }
      return transceiver
    }
  }
}
