/**
 * Between libdatachannel, which gets one m-line so that every packet of a transport passes one track,
 * and a server that expects a browser's two.
 */

/** What every peer sends with, as Chromium numbers it. */
export const types = { opus: 111, vp8: 96, rtx: 97 } as const
export const extensions = { absSendTime: 2, transportCc: 3 } as const

export interface Ssrcs {
  audio: number
  video: number
  rtx: number
}

const lines = (sdp: string) => sdp.split(/\r?\n/).filter(Boolean)
const join = (all: string[]) => `${all.join('\r\n')}\r\n`

/** Transport attributes of the first m-line that has them. */
const transportOf = (sdp: string, names: string[]): string[] =>
  names.map((name) => {
    const found = lines(sdp).find((line) => line.startsWith(`a=${name}:`))
    if (!found) throw new Error(`no a=${name} in the description`)
    return found
  })

const candidatesOf = (sdp: string) => lines(sdp).filter((line) => line.startsWith('a=candidate:'))

const sessionLines = (mids: string) => [
  'v=0',
  'o=- 1 1 IN IP4 127.0.0.1',
  's=-',
  't=0 0',
  `a=group:BUNDLE ${mids}`,
]

/** A server's description as libdatachannel takes it. */
export const asOneSection = (sdp: string, type: 'offer' | 'answer'): string =>
  join([
    ...sessionLines('0'),
    `m=video 9 UDP/TLS/RTP/SAVPF ${types.vp8}`,
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    `a=rtpmap:${types.vp8} VP8/90000`,
    ...transportOf(sdp, ['ice-ufrag', 'ice-pwd', 'fingerprint']),
    ...(type === 'offer' ? ['a=setup:actpass'] : transportOf(sdp, ['setup'])),
    ...candidatesOf(sdp),
  ])

/** libdatachannel's own description as the offer of a browser. */
export const asBrowserOffer = (
  own: string,
  ssrcs: Ssrcs,
  direction: 'sendrecv' | 'sendonly',
): string => {
  const section = (mid: number, kind: string, formats: string) => [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${formats}`,
    'c=IN IP4 0.0.0.0',
    ...transportOf(own, ['ice-ufrag', 'ice-pwd', 'fingerprint']),
    'a=setup:actpass',
    `a=mid:${mid}`,
    `a=extmap:${extensions.absSendTime} http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time`,
    `a=extmap:${extensions.transportCc} http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01`,
    `a=${direction}`,
    `a=msid:- ${kind}`,
    'a=rtcp-mux',
    'a=rtcp-rsize',
  ]
  return join([
    ...sessionLines('0 1'),
    ...section(0, 'audio', String(types.opus)),
    `a=rtpmap:${types.opus} opus/48000/2`,
    `a=rtcp-fb:${types.opus} transport-cc`,
    `a=fmtp:${types.opus} minptime=10;useinbandfec=1`,
    `a=ssrc:${ssrcs.audio} cname:bench`,
    ...candidatesOf(own),
    ...section(1, 'video', `${types.vp8} ${types.rtx}`),
    `a=rtpmap:${types.vp8} VP8/90000`,
    ...['goog-remb', 'transport-cc', 'ccm fir', 'nack', 'nack pli'].map(
      (feedback) => `a=rtcp-fb:${types.vp8} ${feedback}`,
    ),
    `a=rtpmap:${types.rtx} rtx/90000`,
    `a=fmtp:${types.rtx} apt=${types.vp8}`,
    `a=ssrc-group:FID ${ssrcs.video} ${ssrcs.rtx}`,
    `a=ssrc:${ssrcs.video} cname:bench`,
    `a=ssrc:${ssrcs.rtx} cname:bench`,
  ])
}

/** libdatachannel's own description as a browser's answer to `offer`: everything offered is received. */
export const asBrowserAnswer = (own: string, offer: string): string => {
  const [session = '', ...sections] = offer.split(/\r?\n(?=m=)/)
  const group = lines(session).find((line) => line.startsWith('a=group:BUNDLE')) ?? ''
  return join([
    ...sessionLines(group.replace('a=group:BUNDLE ', '')),
    ...sections.flatMap((section) => [
      ...lines(section).filter((line) => /^(m=|c=|a=(mid|extmap|rtpmap|fmtp|rtcp-fb):)/.test(line)),
      'a=recvonly',
      'a=rtcp-mux',
      'a=rtcp-rsize',
      ...transportOf(own, ['ice-ufrag', 'ice-pwd', 'fingerprint', 'setup']),
      ...candidatesOf(own),
    ]),
  ])
}

/** What a server's description says of the streams that will arrive; SSRC 0 where there is none. */
export const arriving = (sdp: string): { audioType: number; audio: number; video: number } => {
  const ssrc = (kind: string) => {
    const section = sdp.split(/\r?\n(?=m=)/).find((text) => text.startsWith(`m=${kind}`))
    return Number(/^a=ssrc:(\d+)/m.exec(section ?? '')?.[1] ?? 0)
  }
  const audioType = Number(/^m=audio \d+ \S+ (\d+)/m.exec(sdp)?.[1] ?? types.opus)
  return { audioType, audio: ssrc('audio'), video: ssrc('video') }
}
