import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { addressReader, networkOf } from './network.ts'

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2::7', '2001:db8:1:2::/64'],
  ['2001:DB8:0001:2:aaaa:bbbb:cccc:dddd', '2001:db8:1:2::/64'],
  ['2001:db8::7', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['no address', 'no address'],
])('%s is counted as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

it('believes in forwarded addresses from a trusted proxy only', () => {
  const request = (remoteAddress: string) =>
    ({
      socket: { remoteAddress },
      headers: { 'x-forwarded-for': '192.0.2.7' },
    }) as unknown as IncomingMessage
  expect(addressReader(null)(request('127.0.0.1'))).toBe('127.0.0.1')
  const read = addressReader('127.0.0.1, 10.0.0.0/8')
  expect([read(request('127.0.0.1')), read(request('10.1.2.3'))]).toEqual([
    '192.0.2.7',
    '192.0.2.7',
  ])
  expect(read(request('198.51.100.1'))).toBe('198.51.100.1')
})
