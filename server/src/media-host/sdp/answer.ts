import type { Direction, Offer, OfferedSection } from './parse.ts'
import type { VideoCodec } from './negotiate.ts'
import { extensionIdsOf, findVideoCodec, payloadTypesOf, WANTED_EXTENSIONS } from './negotiate.ts'

/** Our end of the transport, as libdatachannel made it. */
export interface LocalTransport {
  ufrag: string
  password: string
  fingerprint: string
  setup: string
  /** Whole `a=candidate` values, best first. */
  candidates: string[]
}

/** SSRCs under which the other participant's stream will arrive at this browser. */
export interface AnnouncedSsrcs {
  audio: number
  video: number
  rtx: number
}

export interface AnswerInput {
  offer: Offer
  local: LocalTransport
  codec: VideoCodec
  /** One per other participant: the nth receives in the nth audio and the nth video section. */
  announced: readonly AnnouncedSsrcs[]
  grants: { publish: boolean; subscribe: boolean }
  /** Raised with every answer on one transport (RFC 8829, 5.3.1). */
  version: number
}

const VIDEO_FEEDBACK = ['goog-remb', 'transport-cc', 'ccm fir', 'nack', 'nack pli']
const AUDIO_FEEDBACK = ['transport-cc']

/**
 * The answer to a browser's offer, written by hand: libdatachannel knows of one m-line only, the
 * browser gets its own m-lines back with its own payload types and extension ids, the call's one
 * video codec, and the SSRCs of the other participant's stream.
 */
export function buildAnswer(input: AnswerInput): string {
  const { offer, local } = input
  const mids = offer.sections
    .filter((section) => isUsable(section, input))
    .map((section) => section.mid)
  const lines = [
    'v=0',
    `o=- 1 ${input.version} IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    `a=group:BUNDLE ${mids.join(' ')}`,
    'a=msid-semantic: WMS *',
  ]
  for (const section of offer.sections) {
    if (!mids.includes(section.mid)) {
      lines.push(
        `m=${section.media} 0 ${section.protocol} ${section.formats.join(' ')}`,
        'c=IN IP4 0.0.0.0',
        `a=mid:${section.mid}`,
        'a=inactive',
      )
      continue
    }
    lines.push(...acceptedSection(section, input))
    // BUNDLE: candidates stand in the first section only.
    if (section.mid === mids[0])
      lines.push(...local.candidates.map((value) => `a=candidate:${value}`), 'a=end-of-candidates')
  }
  return `${lines.join('\r\n')}\r\n`
}

function isUsable(section: OfferedSection, { offer, codec }: AnswerInput): boolean {
  const types = payloadTypesOf(offer, codec)
  const needed = section.kind === 'audio' ? types.opus : types.video
  return section.kind !== 'other' && section.codecs.some((entry) => entry.payloadType === needed)
}

function acceptedSection(section: OfferedSection, input: AnswerInput): string[] {
  const { offer, local } = input
  const place = offer.sections.filter((other) => other.kind === section.kind).indexOf(section)
  const announced = input.announced[place]
  // One camera and one microphone a leg: what further sections would send is not taken.
  const grants = {
    publish: input.grants.publish && place === 0,
    subscribe: input.grants.subscribe && announced !== undefined,
  }
  const types = payloadTypesOf(offer, input.codec)
  const isAudio = section.kind === 'audio'
  const direction = answerDirection(section.direction, grants)
  const sends = direction === 'sendrecv' || direction === 'sendonly'
  // RED first: the first payload type is the one the browser sends with.
  const formats = (isAudio ? [types.red, types.opus] : [types.video, types.rtx]).filter(
    (payloadType) => payloadType !== null,
  )
  const ids = extensionIdsOf(offer)
  return [
    `m=${section.media} 9 ${section.protocol} ${formats.join(' ')}`,
    'c=IN IP4 0.0.0.0',
    'a=rtcp:9 IN IP4 0.0.0.0',
    `a=ice-ufrag:${local.ufrag}`,
    `a=ice-pwd:${local.password}`,
    `a=fingerprint:${local.fingerprint}`,
    `a=setup:${local.setup}`,
    `a=mid:${section.mid}`,
    ...WANTED_EXTENSIONS.filter((uri) => ids.has(uri) && section.extensions.has(uri)).map(
      (uri) => `a=extmap:${ids.get(uri)} ${uri}`,
    ),
    `a=${direction}`,
    ...(sends ? [`a=msid:peer${place} ${section.kind}${place}`] : []),
    'a=rtcp-mux',
    ...(section.reducedSizeRtcp ? ['a=rtcp-rsize'] : []),
    ...(isAudio ? audioFormats(section, types) : videoFormats(section, input, types)),
    ...(sends && announced ? ssrcLines(isAudio, announced, types.rtx !== null, place) : []),
  ]
}

function audioFormats(section: OfferedSection, types: ReturnType<typeof payloadTypesOf>): string[] {
  const opus = section.codecs.find((codec) => codec.payloadType === types.opus)
  return [
    `a=rtpmap:${types.opus} opus/48000/2`,
    ...AUDIO_FEEDBACK.filter((kind) => opus?.feedback.includes(kind)).map(
      (kind) => `a=rtcp-fb:${types.opus} ${kind}`,
    ),
    `a=fmtp:${types.opus} minptime=10;useinbandfec=1`,
    ...(types.red === null
      ? []
      : [`a=rtpmap:${types.red} red/48000/2`, `a=fmtp:${types.red} ${types.opus}/${types.opus}`]),
  ]
}

function videoFormats(
  section: OfferedSection,
  { codec }: AnswerInput,
  types: ReturnType<typeof payloadTypesOf>,
): string[] {
  const chosen = findVideoCodec(section, codec)
  return [
    `a=rtpmap:${types.video} ${codec.toUpperCase()}/90000`,
    ...VIDEO_FEEDBACK.filter((kind) => chosen?.feedback.includes(kind)).map(
      (kind) => `a=rtcp-fb:${types.video} ${kind}`,
    ),
    ...(chosen?.fmtp ? [`a=fmtp:${types.video} ${chosen.fmtp}`] : []),
    ...(types.rtx === null
      ? []
      : [`a=rtpmap:${types.rtx} rtx/90000`, `a=fmtp:${types.rtx} apt=${types.video}`]),
  ]
}

function ssrcLines(
  isAudio: boolean,
  announced: AnnouncedSsrcs,
  hasRtx: boolean,
  place: number,
): string[] {
  const line = (ssrc: number) => `a=ssrc:${ssrc} cname:peer${place}`
  if (isAudio) return [line(announced.audio)]
  if (!hasRtx) return [line(announced.video)]
  return [
    `a=ssrc-group:FID ${announced.video} ${announced.rtx}`,
    line(announced.video),
    line(announced.rtx),
  ]
}

/** The answer's direction: what the browser wants, cut down to what it was granted. */
function answerDirection(
  offered: Direction,
  grants: { publish: boolean; subscribe: boolean },
): Direction {
  const receives = (offered === 'sendrecv' || offered === 'sendonly') && grants.publish
  const sends = (offered === 'sendrecv' || offered === 'recvonly') && grants.subscribe
  if (sends) return receives ? 'sendrecv' : 'sendonly'
  return receives ? 'recvonly' : 'inactive'
}
