import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { MediaError } from '../media-error.ts'
import { browserOffer, chromiumNumbers } from '../testing/browser-offer.ts'
import { buildAnswer } from './answer.ts'
import { localTransport, nativeOffer } from './native.ts'
import { commonVideoCodec, extensionIdsOf, mainSections, payloadTypesOf } from './negotiate.ts'
import { parseOffer } from './parse.ts'

const TRANSPORT = [
  'a=ice-ufrag:abcd',
  'a=ice-pwd:0123456789012345678901',
  `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
].join('\r\n')

const sample = (name: string) =>
  readFile(new URL(`../testing/${name}.sdp`, import.meta.url), 'utf8')
const made = (changes = {}) => browserOffer(TRANSPORT, chromiumNumbers(changes))

const local = {
  ufrag: 'host',
  password: 'p'.repeat(22),
  fingerprint: 'sha-256 CD',
  setup: 'active',
  candidates: ['1 1 udp 1 127.0.0.1 40000 typ host'],
}
const announced = [
  { audio: 10, video: 11, rtx: 12 },
  { audio: 20, video: 21, rtx: 22 },
]
const everything = { publish: true, subscribe: true }

const answer = (sdp: string, grants = everything) =>
  buildAnswer({ offer: parseOffer(sdp), local, codec: 'vp8', announced, grants, version: 3 })

describe('an offer of Chromium', () => {
  test('gives transport, SSRCs, payload types and extension ids', async () => {
    const offer = parseOffer(await sample('chromium-offer'))
    expect(offer.sections.map((section) => [section.kind, section.mid, section.direction])).toEqual(
      [
        ['audio', '0', 'sendrecv'],
        ['video', '1', 'sendrecv'],
      ],
    )
    expect(offer.ufrag).toMatch(/^\S{4}$/)
    expect(payloadTypesOf(offer, 'vp8')).toEqual({ opus: 111, red: 63, video: 96, rtx: 97 })
    expect(payloadTypesOf(offer, 'h264').video).not.toBeNull()
    const { audio, video } = mainSections(offer)
    expect(audio?.ssrc).toBeGreaterThan(0)
    expect(video?.rtxSsrc).toBeGreaterThan(0)
    expect([...extensionIdsOf(offer).keys()]).toContain('urn:3gpp:video-orientation')
    expect([...extensionIdsOf(offer).keys()]).not.toContain('urn:ietf:params:rtp-hdrext:sdes:mid')
  })

  test('is answered in its own order, with what a relay can pass on and nothing else', async () => {
    const sdp = answer(await sample('chromium-offer'))
    expect(sdp).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 63 111\r\n')
    expect(sdp).toContain('m=video 9 UDP/TLS/RTP/SAVPF 96 97\r\n')
    expect(sdp).toContain('a=fmtp:111 minptime=10;useinbandfec=1\r\n')
    expect(sdp).toContain('a=fmtp:63 111/111\r\n')
    expect(sdp).toContain('a=rtcp-fb:96 transport-cc\r\n')
    expect(sdp).toContain('a=ssrc-group:FID 11 12\r\n')
    expect(sdp).toContain('o=- 1 3 IN IP4')
    expect(sdp.match(/a=candidate/g)).toHaveLength(1)
    expect(sdp).not.toMatch(/VP9|AV1|telephone-event|sdes:mid|undefined|null/)
  })
})

describe('an offer of Firefox', () => {
  test('with its fingerprint above the sections is read', async () => {
    const offer = parseOffer(await sample('firefox-offer'))
    expect(offer.fingerprint).toMatch(/^sha-256 /)
    expect(payloadTypesOf(offer, 'vp8')).toEqual({ opus: 109, red: null, video: 120, rtx: 124 })
    expect(extensionIdsOf(offer).size).toBeGreaterThan(1)
  })
})

describe('the answer', () => {
  test.each([
    [{ publish: true, subscribe: false }, 'recvonly'],
    [{ publish: false, subscribe: true }, 'sendonly'],
    [{ publish: false, subscribe: false }, 'inactive'],
  ])('to %j is %s, and announces no stream that will not come', (grants, direction) => {
    const sdp = answer(made(), grants)
    expect(sdp.match(/a=(sendrecv|sendonly|recvonly|inactive)/g)).toEqual([
      `a=${direction}`,
      `a=${direction}`,
    ])
    expect(sdp.includes('a=ssrc:10')).toBe(grants.subscribe)
  })

  test('gives further receiving sections the stream of the next participant', () => {
    const offer = made()
    const sections = offer.split(/(?=m=)/)
    const more = sections.slice(1).map((section, index) =>
      section
        .replace(/a=mid:\d/, `a=mid:${index + 2}`)
        .replace('a=sendrecv', 'a=recvonly')
        .replaceAll(/a=ssrc.*\r\n/g, ''),
    )
    const sdp = answer([offer, ...more].join(''))
    expect(sdp).toContain('a=group:BUNDLE 0 1 2 3\r\n')
    expect(sdp).toContain('a=ssrc-group:FID 21 22\r\n')
  })

  test('refuses a data channel and keeps its place', () => {
    const sdp = answer(
      `${made()}m=application 9 UDP/DTLS/SCTP webrtc-datachannel\r\nc=IN IP4 0.0.0.0\r\na=mid:2\r\n`,
    )
    expect(sdp).toContain('m=application 0 UDP/DTLS/SCTP webrtc-datachannel\r\n')
    expect(sdp).toContain('a=group:BUNDLE 0 1\r\n')
  })

  test('leaves extension ids that need two bytes out', () => {
    const uri = 'urn:3gpp:video-orientation'
    expect(answer(made({ extensions: { [uri]: 14 } }))).toContain(`a=extmap:14 ${uri}`)
    expect(answer(made({ extensions: { [uri]: 15 } }))).not.toContain('extmap')
  })
})

describe('the video codec of a call', () => {
  const vp8Only = () => parseOffer(made({ h264: null }))
  const h264Only = () => parseOffer(made({ vp8: null }))
  const both = () => parseOffer(made())

  test('is VP8 where all offer it, else H.264, else none', () => {
    expect(commonVideoCodec([both(), both()])).toBe('vp8')
    expect(commonVideoCodec([both(), h264Only()])).toBe('h264')
    expect(commonVideoCodec([vp8Only(), h264Only()])).toBeNull()
  })

  test('takes H.264 in constrained baseline and packetization mode 1 only', () => {
    const changed = (from: string, to: string) => parseOffer(made({ vp8: null }).replace(from, to))
    expect(commonVideoCodec([changed('42e01f', '42001f')])).toBeNull()
    expect(commonVideoCodec([changed('42e01f', '640c1f')])).toBeNull()
    expect(commonVideoCodec([changed('packetization-mode=1', 'packetization-mode=0')])).toBeNull()
    expect(commonVideoCodec([changed('42e01f', '42C01F')])).toBe('h264')
  })
})

describe('SDP that is not SDP', () => {
  test.each([
    ['prose', 'hello'],
    ['a session without media', 'v=0\r\ns=-\r\n'],
    ['a section without mid', made().replaceAll(/a=mid.*\r\n/g, '')],
    ['two sections of one mid', made().replace('a=mid:1', 'a=mid:0')],
    ['no ICE password', made().replaceAll(/a=ice-pwd.*\r\n/g, '')],
    ['a password too short', made().replaceAll(/a=ice-pwd.*/g, 'a=ice-pwd:short')],
    ['no fingerprint', made().replaceAll(/a=fingerprint.*\r\n/g, '')],
    [
      'a fingerprint that injects a line',
      made().replaceAll(/a=fingerprint.*/g, 'a=fingerprint:sha-256 x\ra=x'),
    ],
    ['a payload type above 127', made().replace('a=rtpmap:111', 'a=rtpmap:311')],
    [
      'seventeen sections',
      made() +
        made()
          .split(/(?=m=)/)[1]
          ?.repeat(15),
    ],
    [
      'only a data channel',
      `${made().split('m=')[0]}${TRANSPORT}\r\na=setup:actpass\r\nm=application 9 UDP/DTLS/SCTP x\r\na=mid:0\r\n`,
    ],
  ])('%s is refused as bad_sdp', (_, sdp) => {
    expect(() => parseOffer(sdp)).toThrow(MediaError)
    expect(() => parseOffer(sdp)).toThrow(/^the offer cannot be used: /)
  })
})

describe('towards libdatachannel', () => {
  test('the offer is one section with the browser’s transport and no address', () => {
    const sdp = nativeOffer(parseOffer(made()))
    expect(sdp.match(/^m=/gm)).toHaveLength(1)
    expect(sdp).toContain('a=ice-ufrag:abcd\r\n')
    expect(sdp).not.toContain('candidate')
  })

  const gathered = [
    TRANSPORT,
    'a=setup:active',
    'a=candidate:1 1 UDP 2122317823 192.168.1.20 40007 typ host',
    'a=candidate:2 1 UDP 2122317567 fd00::2 40007 typ host',
  ].join('\r\n')

  test('the public address comes first, loopback last', () => {
    const { candidates } = localTransport(gathered, { publicIp: '203.0.113.9', loopback: true })
    expect(candidates.map((line) => line.split(' ')[4])).toEqual([
      '203.0.113.9',
      '192.168.1.20',
      'fd00::2',
      '127.0.0.1',
    ])
    expect(new Set(candidates.map((line) => line.split(' ')[5]))).toEqual(new Set(['40007']))
    const priorities = candidates.map((line) => Number(line.split(' ')[3]))
    expect(priorities).toEqual(priorities.toSorted((a, b) => b - a))
  })

  test('without a port the host is full', () => {
    expect(() => localTransport(TRANSPORT, { publicIp: null, loopback: true })).toThrow('RTP_PORTS')
  })
})

describe('an offer made to be slow', () => {
  test.each([
    ['a line without end', `v=0\nm=audio 9 x y${' '.repeat(60_000)}z`],
    ['lines without end', `v=0\nm=audio 9 x 1\n${'a=x\n'.repeat(1_100)}`],
    ['codecs without end', `v=0\nm=audio 9 x 1\na=mid:0\n${'a=rtpmap:1 x/1\n'.repeat(200)}`],
  ])('is refused before it is read: %s', (_name, sdp) => {
    expect(() => parseOffer(sdp)).toThrow(MediaError)
  })
})
