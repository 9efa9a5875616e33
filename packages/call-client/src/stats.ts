/** What a peer connection has carried so far, picked from `getStats` (W3C webrtc-stats). */

/** Counters since the connection was made; seconds and pixels where named so. */
export interface ReceivedStats {
  readonly bytes: number
  readonly packets: number
  readonly lost: number
  /** `video/VP8`, `audio/opus` (in RED or not); null before the first packet. */
  readonly codec: string | null
  // picture
  readonly framesDecoded: number
  readonly width: number
  readonly height: number
  readonly freezes: number
  readonly freezeSeconds: number
  readonly keyframeRequests: number
  // sound
  readonly samples: number
  readonly concealedSamples: number
  /** Summed energy of what was heard: does not grow while the sender is mute. */
  readonly audioEnergy: number
}

export interface SentStats {
  readonly bytes: number
  readonly packets: number
  readonly retransmittedPackets: number
  readonly framesEncoded: number
  readonly width: number
  readonly height: number
}

export interface SessionStats {
  /** `performance.now()` of the page. */
  readonly at: number
  readonly received: { readonly audio: ReceivedStats; readonly video: ReceivedStats }
  readonly sent: { readonly audio: SentStats; readonly video: SentStats }
  /** Round trip to the other end of the transport; null before the first measurement. */
  readonly rttMs: number | null
  /** What the browser's estimator allows it to send, bits per second. */
  readonly availableOutgoingBitrate: number | null
  /** SRTP and DTLS bytes that arrived on the transport. */
  readonly transportBytesReceived: number
  /** Answers to our connectivity checks: the other end of the transport lives, whatever it sends. */
  readonly checksAnswered: number
}

const noneReceived: ReceivedStats = {
  bytes: 0,
  packets: 0,
  lost: 0,
  codec: null,
  framesDecoded: 0,
  width: 0,
  height: 0,
  freezes: 0,
  freezeSeconds: 0,
  keyframeRequests: 0,
  samples: 0,
  concealedSamples: 0,
  audioEnergy: 0,
}

const noneSent: SentStats = {
  bytes: 0,
  packets: 0,
  retransmittedPackets: 0,
  framesEncoded: 0,
  width: 0,
  height: 0,
}

export const noStats: SessionStats = {
  at: 0,
  received: { audio: noneReceived, video: noneReceived },
  sent: { audio: noneSent, video: noneSent },
  rttMs: null,
  availableOutgoingBitrate: null,
  transportBytesReceived: 0,
  checksAnswered: 0,
}

/** Every browser knows every number by the name of the standard, or does not know it: 0. */
export async function readStats(connection: RTCPeerConnection): Promise<SessionStats> {
  const report = await connection.getStats()
  const received = { audio: noneReceived, video: noneReceived }
  const sent = { audio: noneSent, video: noneSent }
  let pair: RTCIceCandidatePairStats | undefined
  let transport: RTCTransportStats | undefined
  report.forEach((entry: RTCStats) => {
    if (entry.type === 'inbound-rtp') {
      const inbound = entry as RTCInboundRtpStreamStats
      received[inbound.kind as 'audio' | 'video'] = receivedOf(inbound, report)
    } else if (entry.type === 'outbound-rtp') {
      const outbound = entry as RTCOutboundRtpStreamStats
      sent[outbound.kind as 'audio' | 'video'] = sentOf(outbound)
    } else if (entry.type === 'transport') transport = entry as RTCTransportStats
    else if (entry.type === 'candidate-pair' && (entry as RTCIceCandidatePairStats).nominated)
      pair = entry as RTCIceCandidatePairStats
  })
  return {
    at: performance.now(),
    received,
    sent,
    rttMs: pair?.currentRoundTripTime === undefined ? null : pair.currentRoundTripTime * 1000,
    availableOutgoingBitrate: pair?.availableOutgoingBitrate ?? null,
    transportBytesReceived: transport?.bytesReceived ?? received.audio.bytes + received.video.bytes,
    checksAnswered: pair?.responsesReceived ?? 0,
  }
}

function receivedOf(inbound: RTCInboundRtpStreamStats, report: RTCStatsReport): ReceivedStats {
  const codec = report.get(inbound.codecId ?? '') as { mimeType?: string } | undefined
  return {
    bytes: inbound.bytesReceived ?? 0,
    packets: inbound.packetsReceived ?? 0,
    lost: inbound.packetsLost ?? 0,
    codec: codec?.mimeType ?? null,
    framesDecoded: inbound.framesDecoded ?? 0,
    width: inbound.frameWidth ?? 0,
    height: inbound.frameHeight ?? 0,
    freezes: inbound.freezeCount ?? 0,
    freezeSeconds: inbound.totalFreezesDuration ?? 0,
    keyframeRequests: inbound.pliCount ?? 0,
    samples: inbound.totalSamplesReceived ?? 0,
    concealedSamples: inbound.concealedSamples ?? 0,
    audioEnergy: inbound.totalAudioEnergy ?? 0,
  }
}

function sentOf(outbound: RTCOutboundRtpStreamStats): SentStats {
  return {
    bytes: outbound.bytesSent ?? 0,
    packets: outbound.packetsSent ?? 0,
    retransmittedPackets: outbound.retransmittedPacketsSent ?? 0,
    framesEncoded: outbound.framesEncoded ?? 0,
    width: outbound.frameWidth ?? 0,
    height: outbound.frameHeight ?? 0,
  }
}
