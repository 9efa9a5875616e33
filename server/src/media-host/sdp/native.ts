import { MediaError } from '../media-error.ts'
import type { LocalTransport } from './answer.ts'
import type { Offer } from './parse.ts'

/**
 * The offer as libdatachannel gets it: one m-line, so that every packet of the leg, whatever its
 * SSRC, arrives once on one track. No candidates: the browser finds us, we answer where its checks
 * come from, and nobody can make this host send to an address of their choice.
 */
export function nativeOffer(offer: Offer): string {
  const lines = [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=video 9 UDP/TLS/RTP/SAVPF 96',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:96 VP8/90000',
    `a=ice-ufrag:${offer.ufrag}`,
    `a=ice-pwd:${offer.password}`,
    `a=fingerprint:${offer.fingerprint}`,
    'a=setup:actpass',
  ]
  return `${lines.join('\r\n')}\r\n`
}

/** Where a browser can reach this host besides what libdatachannel found itself. */
export interface Reachability {
  publicIp: string | null
  /** Add 127.0.0.1: the socket is bound to every address, but loopback is never gathered. */
  loopback: boolean
}

/**
 * Our end of the transport from libdatachannel's own answer.
 * @throws MediaError `host_full` when no UDP port could be bound.
 */
export function localTransport(sdp: string, reach: Reachability): LocalTransport {
  const value = (name: string) => new RegExp(`^a=${name}:(.+?)\\s*$`, 'm').exec(sdp)?.[1] ?? ''
  const gathered = [...sdp.matchAll(/^a=candidate:\S+ 1 UDP \d+ (\S+) (\d+) typ host/gim)].map(
    (match) => ({ address: match[1] ?? '', port: Number(match[2]) }),
  )
  const port = gathered[0]?.port
  if (port === undefined) throw new MediaError('host_full', 'no free UDP port in RTP_PORTS')
  const addresses = new Set([
    ...(reach.publicIp === null ? [] : [reach.publicIp]),
    ...gathered.map((candidate) => candidate.address),
    ...(reach.loopback ? ['127.0.0.1'] : []),
  ])
  return {
    ufrag: value('ice-ufrag'),
    password: value('ice-pwd'),
    fingerprint: value('fingerprint'),
    setup: value('setup'),
    candidates: [...addresses].map((address, index) => candidateLine(address, port, index)),
  }
}

/** RFC 8445, 5.1.2.1: host preference 126, then the order given, component 1. */
function candidateLine(address: string, port: number, index: number): string {
  const priority = 126 * 2 ** 24 + (65535 - index) * 2 ** 8 + 255
  return `${index + 1} 1 udp ${priority} ${address} ${port} typ host`
}
