import { expect, test } from 'vitest'
import { redBlocks, withPayload } from './red.ts'
import { rtpPacket } from '../testing/packets.ts'

const twoBlocks = Buffer.from('ef0f00026f' + 'aabb' + '010203', 'hex')

test('a RED payload is its redundant blocks, oldest first, and the primary', () => {
  expect(redBlocks(twoBlocks)).toMatchObject([
    { payloadType: 111, timestampOffset: 960, data: Buffer.from([0xaa, 0xbb]) },
    { payloadType: 111, timestampOffset: 0, data: Buffer.from([1, 2, 3]) },
  ])
})

test('a RED payload without redundancy is its primary', () => {
  expect(redBlocks(Buffer.from('6f0102', 'hex'))).toMatchObject([
    { payloadType: 111, data: Buffer.from([1, 2]) },
  ])
})

test.each([
  ['nothing', ''],
  ['a header cut short', 'ef0f'],
  ['headers without a primary', 'ef0f0002'],
  ['a block longer than the payload', 'ef0f03ff6f0102'],
])('%s is no RED payload', (_, text) => {
  expect(redBlocks(Buffer.from(text, 'hex'))).toEqual([])
})

test('another payload under the same header loses the padding', () => {
  const padded = Buffer.concat([rtpPacket({ type: 63, sequence: 1, ssrc: 2 }), Buffer.from([0, 2])])
  padded.writeUInt8(0xa0, 0)
  const bare = withPayload(padded, Buffer.from('opus'))
  expect(bare.readUInt8(0)).toBe(0x80)
  expect(bare.subarray(12).toString()).toBe('opus')
})
