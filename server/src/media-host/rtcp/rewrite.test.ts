import { describe, expect, test } from 'vitest'
import { pictureLossIndication } from './pli.ts'
import { rewriteRtcp } from './rewrite.ts'

const map = new Map([
  [0x11111111, 0xaaaaaaaa],
  [0x22222222, 0xbbbbbbbb],
  [0x33333333, 0xcccccccc],
])

/** Bytes from hex with spaces. */
const hex = (text: string) => Buffer.from(text.replaceAll(/\s/g, ''), 'hex')

const rewritten = (text: string) => {
  const packet = hex(text)
  expect(rewriteRtcp(packet, map)).toBe(true)
  return packet.toString('hex')
}

const REPORT = '05000000 00001000 00000020 00000000 00000000'

describe('SSRCs are rewritten in', () => {
  test.each([
    [
      'a sender report with a report block',
      `81c8000c 11111111 0000000000000000 00000000 00000001 00000002 22222222 ${REPORT}`,
      `81c8000c aaaaaaaa 0000000000000000 00000000 00000001 00000002 bbbbbbbb ${REPORT}`,
    ],
    [
      'a receiver report with two report blocks',
      `82c9000d 11111111 22222222 ${REPORT} 33333333 ${REPORT}`,
      `82c9000d aaaaaaaa bbbbbbbb ${REPORT} cccccccc ${REPORT}`,
    ],
    [
      'a source description of two chunks, padded to words',
      '82ca0006 11111111 0103616263 000000 22222222 0102 6162 00000000',
      '82ca0006 aaaaaaaa 0103616263 000000 bbbbbbbb 0102 6162 00000000',
    ],
    ['a goodbye of two', '82cb0002 11111111 22222222', '82cb0002 aaaaaaaa bbbbbbbb'],
    ['an application packet', '80cc0002 11111111 58585858', '80cc0002 aaaaaaaa 58585858'],
    ['a NACK', '81cd0003 11111111 22222222 1234ffff', '81cd0003 aaaaaaaa bbbbbbbb 1234ffff'],
    [
      'transport-cc feedback, whose numbers stay',
      '8fcd0005 11111111 22222222 22222222 33333333 00010001',
      '8fcd0005 aaaaaaaa bbbbbbbb 22222222 33333333 00010001',
    ],
    ['a PLI', '81ce0002 11111111 22222222', '81ce0002 aaaaaaaa bbbbbbbb'],
    [
      'a FIR for two sources',
      '84ce0006 11111111 00000000 22222222 01000000 33333333 02000000',
      '84ce0006 aaaaaaaa 00000000 bbbbbbbb 01000000 cccccccc 02000000',
    ],
    [
      'a REMB for two sources',
      '8fce0006 11111111 00000000 52454d42 02000400 22222222 33333333',
      '8fce0006 aaaaaaaa 00000000 52454d42 02000400 bbbbbbbb cccccccc',
    ],
    [
      'an extended report: reference time, DLRR of two, loss summary',
      '80cf000d 11111111 04000002 0102030405060708 05000006 22222222 00000001 00000002 33333333 00000003 00000004 01000001 22222222',
      '80cf000d aaaaaaaa 04000002 0102030405060708 05000006 bbbbbbbb 00000001 00000002 cccccccc 00000003 00000004 01000001 bbbbbbbb',
    ],
  ])('%s', (_, before, after) => {
    expect(rewritten(before)).toBe(hex(after).toString('hex'))
  })

  test('every packet of a compound', () => {
    expect(rewritten('80c90001 11111111 81ce0002 11111111 22222222')).toBe(
      '80c90001aaaaaaaa81ce0002aaaaaaaabbbbbbbb',
    )
  })

  test('no number the map does not know', () => {
    expect(rewritten('81ce0002 00000001 77777777')).toBe('81ce00020000000177777777')
  })
})

describe('what is malformed is not passed on', () => {
  test.each([
    ['an empty packet', ''],
    ['a header without a body', '80c90000'],
    ['a length beyond the end', '81ce0009 11111111 22222222'],
    ['another RTP version', '01ce0002 11111111 22222222'],
    [
      'more report blocks than bytes',
      '9fc90007 11111111 22222222 0000000000000000000000000000000000000000',
    ],
    ['an item that runs out of its source description', '81ca0002 11111111 01ff6162'],
    ['more goodbyes than bytes', '9fcb0001 11111111'],
    ['an extended report block beyond the end', '80cf0002 11111111 0500000f'],
    [
      'a REMB that counts more sources than it names',
      '8fce0005 11111111 00000000 52454d42 ff000400 22222222',
    ],
    ['trailing bytes', '81ce0002 11111111 22222222 00'],
  ])('%s', (_, text) => {
    expect(rewriteRtcp(hex(text), map)).toBe(false)
  })

  test('no bytes whatever make it throw', () => {
    let seed = 1
    const random = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff
    for (let round = 0; round < 20_000; round++) {
      const packet = Buffer.from(
        Array.from({ length: Math.floor(random() * 64) }, () => random() * 256),
      )
      if (packet.length > 3) {
        packet.writeUInt8(0x80 | Math.floor(random() * 32), 0)
        packet.writeUInt8(200 + Math.floor(random() * 8), 1)
        packet.writeUInt16BE(Math.floor(random() * 12), 2)
      }
      expect(() => rewriteRtcp(packet, map)).not.toThrow()
    }
  })
})

test('a picture loss indication is the twelve bytes of RFC 4585', () => {
  expect(pictureLossIndication(1, 0x22222222).toString('hex')).toBe('81ce00020000000122222222')
})
