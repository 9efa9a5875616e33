import { MediaError } from '../media-error.ts'

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive'

/** One `a=rtpmap` with what belongs to its payload type. */
export interface OfferedCodec {
  payloadType: number
  /** Lower case: `vp8`, `h264`, `opus`, `red`, `rtx`. */
  name: string
  clockRate: number
  fmtp: string | null
  feedback: string[]
}

/** One m-line of the browser's offer. */
export interface OfferedSection {
  kind: 'audio' | 'video' | 'other'
  /** The `m=` line without port: needed to refuse the section with port 0. */
  media: string
  protocol: string
  formats: string[]
  mid: string
  direction: Direction
  codecs: OfferedCodec[]
  /** Header extensions, URI → id. */
  extensions: Map<string, number>
  /** What the browser will send with; null where it sends nothing. */
  ssrc: number | null
  rtxSsrc: number | null
  reducedSizeRtcp: boolean
}

/** A browser's offer, as far as a relay needs it (RFC 8829, RFC 8843). */
export interface Offer {
  ufrag: string
  password: string
  /** `sha-256 AA:BB:...` */
  fingerprint: string
  setup: string
  sections: OfferedSection[]
}

const MAX_SECTIONS = 16
// Far above what any browser writes; what is read line by line below must stay cheap.
const MAX_LINES = 1000
const MAX_LINE = 2000
const MAX_CODECS = 128

/**
 * Read a browser's SDP offer.
 * @throws MediaError `bad_sdp` naming what is missing.
 */
export function parseOffer(sdp: string): Offer {
  if (!sdp.startsWith('v=0')) throw bad('it does not start with v=0')
  const lines = sdp.split(/\r?\n/)
  if (lines.length > MAX_LINES) throw bad(`it has more than ${MAX_LINES} lines`)
  if (lines.some((line) => line.length > MAX_LINE)) throw bad(`a line is over ${MAX_LINE} long`)
  const [session = '', ...parts] = lines.join('\n').split(/\n(?=m=)/)
  if (parts.length === 0) throw bad('it has no media section')
  if (parts.length > MAX_SECTIONS) throw bad(`it has more than ${MAX_SECTIONS} media sections`)
  const sections = parts.map((text) => parseSection(text.split('\n')))
  const bundled = parts.find((text) => text.includes('a=ice-ufrag:')) ?? session
  const attribute = (name: string, value: string): string => {
    const pattern = new RegExp(`^a=${name}:(${value})[ \t]*$`, 'm')
    const found = pattern.exec(bundled)?.[1] ?? pattern.exec(session)?.[1]
    if (found === undefined) throw bad(`a=${name} is missing or malformed`)
    return found
  }
  const offer = {
    ufrag: attribute('ice-ufrag', '[A-Za-z0-9+/=_-]{4,256}'),
    password: attribute('ice-pwd', '[A-Za-z0-9+/=_-]{22,256}'),
    fingerprint: attribute(
      'fingerprint',
      'sha-(?:256|384|512) [0-9A-Fa-f]{2}(?::[0-9A-Fa-f]{2}){31,63}',
    ),
    setup: attribute('setup', 'actpass|active|passive'),
    sections,
  }
  if (new Set(sections.map((section) => section.mid)).size !== sections.length)
    throw bad('two media sections share one a=mid')
  if (!sections.some((section) => section.kind !== 'other'))
    throw bad('it offers neither audio nor video')
  return offer
}

function parseSection(lines: string[]): OfferedSection {
  const [, media = '', protocol = '', formats = ''] =
    /^m=(\S+) \d+(?:\/\d+)? (\S+) (\S.*)$/.exec((lines[0] ?? '').trimEnd()) ?? []
  if (media === '') throw bad('a media section has no readable m= line')
  const values = (name: string) =>
    lines
      .filter((line) => line.startsWith(`a=${name}:`))
      .map((line) => line.slice(name.length + 3).trim())
  const mid = values('mid')[0] ?? ''
  if (!/^[A-Za-z0-9_.{}+-]{1,32}$/.test(mid)) throw bad('a media section has no readable a=mid')
  const kind = media === 'audio' || media === 'video' ? media : 'other'
  return {
    kind,
    media,
    protocol,
    formats: formats.split(/\s+/),
    mid,
    direction: directionOf(lines),
    codecs: kind === 'other' ? [] : codecsOf(values),
    extensions: extensionsOf(values('extmap')),
    ...ssrcsOf(values('ssrc'), values('ssrc-group')),
    reducedSizeRtcp: lines.some((line) => line.trim() === 'a=rtcp-rsize'),
  }
}

function directionOf(lines: string[]): Direction {
  for (const line of lines) {
    const found = /^a=(sendrecv|sendonly|recvonly|inactive)\s*$/.exec(line)?.[1]
    if (found) return found as Direction
  }
  return 'sendrecv'
}

function codecsOf(values: (name: string) => string[]): OfferedCodec[] {
  const belonging = (name: string, payloadType: number) =>
    values(name)
      .filter((value) => value.startsWith(`${payloadType} `))
      .map((value) => value.slice(`${payloadType} `.length))
  const maps = values('rtpmap')
  if (maps.length > MAX_CODECS) throw bad(`it offers more than ${MAX_CODECS} codecs`)
  return maps.flatMap((value) => {
    const match = /^(\d{1,3}) ([A-Za-z0-9-]+)\/(\d+)/.exec(value)
    if (!match) return []
    const payloadType = Number(match[1])
    if (payloadType > 127) throw bad(`payload type ${payloadType} is above 127`)
    return [
      {
        payloadType,
        name: (match[2] ?? '').toLowerCase(),
        clockRate: Number(match[3]),
        fmtp: belonging('fmtp', payloadType)[0] ?? null,
        feedback: belonging('rtcp-fb', payloadType),
      },
    ]
  })
}

function extensionsOf(values: string[]): Map<string, number> {
  const extensions = new Map<string, number>()
  for (const value of values) {
    const match = /^(\d{1,3})(?:\/\S+)? (\S+)/.exec(value)
    if (match?.[2] && !extensions.has(match[2])) extensions.set(match[2], Number(match[1]))
  }
  return extensions
}

function ssrcsOf(
  ssrcs: string[],
  groups: string[],
): { ssrc: number | null; rtxSsrc: number | null } {
  const number = (text: string | undefined): number | null => {
    const value = Number(/^\d{1,10}/.exec(text ?? '')?.[0] ?? 0)
    return value > 0 && value <= 0xffffffff ? value : null
  }
  const pair = groups.map((group) => /^FID (\d+) (\d+)/.exec(group)).find(Boolean)
  if (pair) return { ssrc: number(pair[1]), rtxSsrc: number(pair[2]) }
  return { ssrc: number(ssrcs[0]), rtxSsrc: null }
}

function bad(what: string): MediaError {
  return new MediaError('bad_sdp', `the offer cannot be used: ${what}`)
}
