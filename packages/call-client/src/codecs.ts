/** Which codecs are offered, and in which order (findings: RED for sound, VP8 before H.264, RTX). */

interface Codec {
  readonly mimeType: string
  readonly sdpFmtpLine?: string
}

/** Redundant Opus first where the browser has it: it halves what is concealed under loss. */
export function audioPreference<C extends Codec>(codecs: readonly C[]): C[] {
  return [...named(codecs, 'audio/red'), ...named(codecs, 'audio/opus')]
}

/** VP8, H.264 with fragmentation units, retransmission; no RED or ULPFEC, which spend the bitrate twice. */
export function videoPreference<C extends Codec>(codecs: readonly C[]): C[] {
  const h264 = named(codecs, 'video/h264').filter((codec) =>
    codec.sdpFmtpLine?.includes('packetization-mode=1'),
  )
  return [...named(codecs, 'video/vp8'), ...h264, ...named(codecs, 'video/rtx')]
}

function named<C extends Codec>(codecs: readonly C[], mimeType: string): C[] {
  return codecs.filter((codec) => codec.mimeType.toLowerCase() === mimeType)
}

/** Applies the preference where the browser knows how; else its own order stays. */
export function preferCodecs(transceiver: RTCRtpTransceiver, kind: 'audio' | 'video'): void {
  const known = RTCRtpReceiver.getCapabilities(kind)?.codecs ?? []
  const wanted = kind === 'audio' ? audioPreference(known) : videoPreference(known)
  if (wanted.length > 0) transceiver.setCodecPreferences(wanted)
}
