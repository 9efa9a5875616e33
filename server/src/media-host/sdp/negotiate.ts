import type { Offer, OfferedCodec, OfferedSection } from './parse.ts'

export type VideoCodec = 'vp8' | 'h264'

/** Payload types of one leg, by what they carry. */
export interface PayloadTypes {
  opus: number | null
  red: number | null
  video: number | null
  rtx: number | null
}

const W = 'http://www.webrtc.org/experiments/rtp-hdrext/'
const ORIENTATION = 'urn:3gpp:video-orientation'

/** Header extensions that are passed end to end. Not `mid` and `rid`: they name the sender's m-lines. */
export const WANTED_EXTENSIONS: readonly string[] = [
  'urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'urn:ietf:params:rtp-hdrext:toffset',
  `${W}abs-send-time`,
  'http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01',
  ORIENTATION,
  `${W}playout-delay`,
]

/** The first audio and the first video section: one camera and one microphone per leg. */
export function mainSections(offer: Offer): {
  audio: OfferedSection | null
  video: OfferedSection | null
} {
  const first = (kind: 'audio' | 'video') =>
    offer.sections.find((section) => section.kind === kind && section.codecs.length > 0) ?? null
  return { audio: first('audio'), video: first('video') }
}

/** The codec of this name that a relay can pass on; for H.264 constrained baseline in packetization mode 1. */
export function findVideoCodec(section: OfferedSection, name: VideoCodec): OfferedCodec | null {
  return (
    section.codecs.find(
      (codec) =>
        codec.name === name &&
        (name === 'vp8' ||
          (/packetization-mode=1/.test(codec.fmtp ?? '') &&
            /profile-level-id=42[4-7c-f][0-9a-f]/i.test(codec.fmtp ?? ''))),
    ) ?? null
  )
}

/** Which video codecs an offer allows; null for an offer without video, which allows all. */
function videoCodecsOf(offer: Offer): VideoCodec[] | null {
  const { video } = mainSections(offer)
  if (!video) return null
  return (['vp8', 'h264'] as const).filter((name) => findVideoCodec(video, name) !== null)
}

/**
 * The one video codec of a call: packets are passed on as they are, so every leg sends and receives
 * the same. VP8 wherever everyone offers it, else H.264; null when the offers have none in common.
 */
export function commonVideoCodec(offers: readonly Offer[]): VideoCodec | null {
  const allowed = offers.map(videoCodecsOf)
  return (
    (['vp8', 'h264'] as const).find((name) =>
      allowed.every((list) => list?.includes(name) ?? true),
    ) ?? null
  )
}

/** Payload types by meaning, given the call's video codec. */
export function payloadTypesOf(offer: Offer, codec: VideoCodec): PayloadTypes {
  const { audio, video } = mainSections(offer)
  const opus = audio?.codecs.find((entry) => entry.name === 'opus') ?? null
  const red = audio?.codecs.find(
    (entry) =>
      entry.name === 'red' && opus !== null && entry.fmtp?.startsWith(`${opus.payloadType}/`),
  )
  const picture = video && findVideoCodec(video, codec)
  const rtx = video?.codecs.find(
    (entry) => entry.name === 'rtx' && picture && entry.fmtp === `apt=${picture.payloadType}`,
  )
  return {
    opus: opus?.payloadType ?? null,
    red: red?.payloadType ?? null,
    video: picture?.payloadType ?? null,
    rtx: rtx?.payloadType ?? null,
  }
}

/** Ids of the wanted extensions; only those that fit the one-byte header form (RFC 8285). */
export function extensionIdsOf(offer: Offer): Map<string, number> {
  const ids = new Map<string, number>()
  for (const section of Object.values(mainSections(offer)))
    for (const [uri, extensionId] of section?.extensions ?? [])
      if (WANTED_EXTENSIONS.includes(uri) && extensionId >= 1 && extensionId <= 14)
        ids.set(uri, extensionId)
  return ids
}

/** How many other participants this browser made room for. */
export function receivingPlaces(offer: Offer): number {
  const count = (kind: 'audio' | 'video') =>
    offer.sections.filter((section) => section.kind === kind).length
  return Math.max(count('audio'), count('video'))
}
