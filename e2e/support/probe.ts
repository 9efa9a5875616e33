/** Measures media in a page from outside the product: by hooking RTCPeerConnection before its code loads. */
import type { Page } from 'playwright-core'

/** Runs in the page: a machine with a microphone alone. */
export function removeCamera(): void {
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = (constraints) =>
    constraints?.video
      ? Promise.reject(new DOMException('Requested device not found', 'NotFoundError'))
      : ask(constraints)
}

/** What one stream has brought. */
interface Received {
  framesDecoded: number
  packetsReceived: number
  audioEnergy: number
  audioSeconds: number
}

declare global {
  interface Window {
    probe: { connections: { connection: RTCPeerConnection; streams: Map<string, Received> }[] }
  }
}

/** Runs in the page, before anything else. */
export function installProbe(): void {
  const probe: Window['probe'] = { connections: [] }
  window.probe = probe
  const Native = window.RTCPeerConnection
  window.RTCPeerConnection = class extends Native {
    constructor(configuration?: RTCConfiguration) {
      super(configuration)
      probe.connections.push({ connection: this, streams: new Map() })
    }
  }
}

export interface MediaReading extends Received {
  /** Connections that are not closed. */
  readonly openConnections: number
  /** Connections ever made. */
  readonly connections: number
}

/**
 * What this page has received so far, over all streams of all its connections: one that ended counts
 * with what was last read of it, so the figures only ever grow.
 */
export function readMedia(page: Page): Promise<MediaReading> {
  return page.evaluate(async () => {
    const total = { framesDecoded: 0, packetsReceived: 0, audioEnergy: 0, audioSeconds: 0 }
    let openConnections = 0
    for (const { connection, streams } of window.probe.connections) {
      if (connection.connectionState !== 'closed') {
        openConnections += 1
        for (const stats of (await connection.getStats()).values()) {
          const inbound = stats as RTCInboundRtpStreamStats
          if (inbound.type !== 'inbound-rtp') continue
          streams.set(`${inbound.kind} ${inbound.ssrc}`, {
            framesDecoded: inbound.framesDecoded ?? 0,
            packetsReceived: inbound.packetsReceived ?? 0,
            audioEnergy: inbound.totalAudioEnergy ?? 0,
            audioSeconds: inbound.totalSamplesDuration ?? 0,
          })
        }
      }
      for (const stream of streams.values()) {
        total.framesDecoded += stream.framesDecoded
        total.packetsReceived += stream.packetsReceived
        total.audioEnergy += stream.audioEnergy
        total.audioSeconds += stream.audioSeconds
      }
    }
    return { ...total, openConnections, connections: window.probe.connections.length }
  })
}

/** The colour in the middle of a playing video. */
export function sampleColour(
  page: Page,
  testId: string,
): Promise<{ red: number; green: number; blue: number; width: number; height: number }> {
  return page.getByTestId(testId).evaluate((element) => {
    const video = element as HTMLVideoElement
    const canvas = document.createElement('canvas')
    canvas.width = video.videoWidth
    canvas.height = video.videoHeight
    const context = canvas.getContext('2d')
    if (!context || canvas.width === 0) return { red: 0, green: 0, blue: 0, width: 0, height: 0 }
    context.drawImage(video, 0, 0)
    const { data } = context.getImageData(canvas.width / 2, canvas.height / 2, 1, 1)
    return {
      red: data[0] ?? 0,
      green: data[1] ?? 0,
      blue: data[2] ?? 0,
      width: canvas.width,
      height: canvas.height,
    }
  })
}
