/** Whose requests are counted together. */
import type { IncomingMessage } from 'node:http'
import proxyAddress from '@fastify/proxy-addr'

/**
 * The network of an IP address: IPv4 as it is, IPv6 by its /64, which one household or one device gets
 * whole and may change its address in at will.
 */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped?.[1]) return mapped[1]
  if (!address.includes(':')) return address
  const bare = `http://[${address.replace(/%.*$/, '')}]`
  if (!URL.canParse(bare)) return address
  // The URL's form is canonical: lower case, no leading zeros, at most one `::`.
  const [head = '', tail] = new URL(bare).hostname.slice(1, -1).split('::')
  const front = head.split(':').filter(Boolean)
  const back = tail?.split(':').filter(Boolean) ?? []
  const zeros = Array.from({ length: 8 - front.length - back.length }, () => '0')
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':')}::/64`
}

/** How to read whose request it is outside Fastify, by the same TRUST_PROXY. */
export function addressReader(trustProxy: string | null): (request: IncomingMessage) => string {
  if (trustProxy === null) return (request) => request.socket.remoteAddress ?? ''
  const trusted = proxyAddress.compile(trustProxy.split(',').map((each) => each.trim()))
  // A socket that is gone has no address.
  return (request) => proxyAddress(request, trusted) || ''
}
