/** Payload types, extension ids and SSRCs of a made-up browser. */
export interface OfferNumbers {
  opus: number
  red: number | null
  vp8: number | null
  h264: number | null
  rtx: number
  extensions: Record<string, number>
  audio: number
  video: number
  rtxSsrc: number
}

const TRANSPORT_CC = 'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01'
export const ABS_SEND_TIME = 'http://www.webrtc.org/experiments/rtp-hdrext/abs-send-time'

let nextSsrc = 1000

/** The numbers Chromium uses, with SSRCs of their own. */
export function chromiumNumbers(changes: Partial<OfferNumbers> = {}): OfferNumbers {
  nextSsrc += 10
  return {
    opus: 111,
    red: 63,
    vp8: 96,
    h264: 102,
    rtx: 97,
    extensions: { [ABS_SEND_TIME]: 2, [TRANSPORT_CC]: 3, 'urn:ietf:params:rtp-hdrext:sdes:mid': 4 },
    audio: nextSsrc,
    video: nextSsrc + 1,
    rtxSsrc: nextSsrc + 2,
    ...changes,
  }
}

/** An offer such as Chromium writes, around the transport lines of another description. */
export function browserOffer(transport: string, numbers: OfferNumbers): string {
  const value = (name: string) => new RegExp(`^a=${name}:(.+?)\r?$`, 'm').exec(transport)?.[1] ?? ''
  const section = (mid: number, kind: 'audio' | 'video', formats: (number | null)[]) => [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${formats.filter((format) => format !== null).join(' ')}`,
    'c=IN IP4 0.0.0.0',
    `a=ice-ufrag:${value('ice-ufrag')}`,
    `a=ice-pwd:${value('ice-pwd')}`,
    `a=fingerprint:${value('fingerprint')}`,
    'a=setup:actpass',
    `a=mid:${mid}`,
    ...Object.entries(numbers.extensions).map(([uri, id]) => `a=extmap:${id} ${uri}`),
    'a=sendrecv',
    `a=msid:- ${kind}`,
    'a=rtcp-mux',
    'a=rtcp-rsize',
  ]
  const { opus, red, vp8, h264, rtx } = numbers
  const video = vp8 ?? h264
  const lines = [
    'v=0',
    'o=- 4611731400430051336 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0 1',
    ...section(0, 'audio', [opus, red]),
    `a=rtpmap:${opus} opus/48000/2`,
    `a=rtcp-fb:${opus} transport-cc`,
    `a=fmtp:${opus} minptime=10;useinbandfec=1`,
    ...(red === null ? [] : [`a=rtpmap:${red} red/48000/2`, `a=fmtp:${red} ${opus}/${opus}`]),
    `a=ssrc:${numbers.audio} cname:x`,
    ...section(1, 'video', [vp8, h264, rtx]),
    ...(vp8 === null ? [] : codecLines(vp8, 'VP8/90000', null)),
    ...(h264 === null
      ? []
      : codecLines(
          h264,
          'H264/90000',
          'level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f',
        )),
    `a=rtpmap:${rtx} rtx/90000`,
    `a=fmtp:${rtx} apt=${video}`,
    `a=ssrc-group:FID ${numbers.video} ${numbers.rtxSsrc}`,
    `a=ssrc:${numbers.video} cname:x`,
    `a=ssrc:${numbers.rtxSsrc} cname:x`,
  ]
  return `${lines.join('\r\n')}\r\n`
}

function codecLines(payloadType: number, name: string, fmtp: string | null): string[] {
  return [
    `a=rtpmap:${payloadType} ${name}`,
    ...['goog-remb', 'transport-cc', 'ccm fir', 'nack', 'nack pli'].map(
      (feedback) => `a=rtcp-fb:${payloadType} ${feedback}`,
    ),
    ...(fmtp === null ? [] : [`a=fmtp:${payloadType} ${fmtp}`]),
  ]
}
