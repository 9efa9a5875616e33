import { describe, expect, test } from 'vitest'
import { rtpPacket } from '../testing/packets.ts'
import type { LegIds } from './id-map.ts'
import { applyIdMap, idMapBetween } from './id-map.ts'

const chromium: LegIds = {
  types: { opus: 111, red: 63, video: 96, rtx: 97 },
  extensions: new Map([
    ['send-time', 2],
    ['transport-cc', 3],
    ['orientation', 13],
  ]),
}
const other: LegIds = {
  types: { opus: 109, red: null, video: 120, rtx: null },
  extensions: new Map([
    ['send-time', 7],
    ['orientation', 13],
  ]),
}

const bytes = (...values: number[]) => Buffer.from(values)

describe('between two browsers', () => {
  test('of the same numbers nothing is translated', () => {
    expect(idMapBetween(chromium, structuredClone(chromium))).toBeNull()
  })

  test('a side that offers more than the other needs a translation', () => {
    expect(
      idMapBetween(chromium, { ...chromium, extensions: new Map([['send-time', 2]]) }),
    ).not.toBeNull()
  })

  test('payload types and extension ids change, what is unknown there becomes padding', () => {
    const map = idMapBetween(chromium, other)
    const packet = rtpPacket({
      type: 96,
      marker: true,
      sequence: 5,
      ssrc: 1,
      extensions: [
        [2, bytes(1, 2, 3)],
        [3, bytes(9, 9)],
        [13, bytes(0x01)],
      ],
    })
    const { length } = packet
    expect(map && applyIdMap(packet, map)).toBe(true)
    expect(packet.length).toBe(length)
    expect(packet.readUInt8(1)).toBe(0x80 | 120)
    expect(packet.subarray(12, 28).toString('hex')).toBe('bede000372010203000000d001000000')
  })

  test('a payload type the other side never took is held back', () => {
    const map = idMapBetween(chromium, other)
    expect(map && applyIdMap(rtpPacket({ type: 97, sequence: 1, ssrc: 1 }), map)).toBe(false)
    expect(map && applyIdMap(rtpPacket({ type: 0, sequence: 1, ssrc: 1 }), map)).toBe(false)
  })

  test('RED turns into Opus where the other side has no RED', () => {
    expect(idMapBetween(chromium, other)?.unwrapRed).toBe(63)
    expect(idMapBetween(other, chromium)?.unwrapRed).toBeNull()
  })

  test('an element that claims to be longer than the extension stops at its end', () => {
    const map = idMapBetween(chromium, other)
    const packet = rtpPacket({ type: 96, sequence: 1, ssrc: 1, extensions: [[3, bytes(1, 2, 3)]] })
    packet.writeUInt8(0x3f, 16)
    expect(map && applyIdMap(packet, map)).toBe(true)
    expect(packet.subarray(16).toString('latin1')).toBe('\0\0\0\0payload')
  })
})
