import { randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { deriveKey, encrypt } from './aes.ts'
import { createBlindIndex } from './blind-index.ts'
import { createSealer, type SealingKeys } from './sealer.ts'

const master = randomBytes(32)
const [first, second] = [
  { number: 1, key: randomBytes(32) },
  { number: 70_000, key: randomBytes(32) },
]
const keysOf = (current: typeof first, known = [current]): SealingKeys => ({
  master,
  current,
  find: (number) => known.find((each) => each.number === number)?.key,
})
const sealer = createSealer(keysOf(first), 'id-number')

describe('a sealed value', () => {
  it('opens to what was sealed, and is another each time', () => {
    const [one, two] = [sealer.seal('432929202007000515'), sealer.seal('432929202007000515')]
    expect(one.equals(two)).toBe(false)
    expect(sealer.open(one)).toBe('432929202007000515')
    expect(one.includes('432929')).toBe(false)
    for (const text of ['', '𠮷野家 🙂', 'x'.repeat(5_000)])
      expect(sealer.open(sealer.seal(text))).toBe(text)
  })

  it('still opens once another key is current, as long as its own is known', () => {
    const sealed = sealer.seal('text')
    const later = createSealer(keysOf(second, [first, second]), 'id-number')
    expect(later.open(sealed)).toBe('text')
    expect(later.open(later.seal('text'))).toBe('text')
    const without = createSealer(keysOf(second), 'id-number')
    expect(() => without.open(sealed)).toThrow('data key 1 is not known here')
  })

  it('of format 1 rests under the master key, and opens', () => {
    const key = deriveKey(master, 'id-number')
    const old = Buffer.concat([Buffer.of(1), encrypt(key, Buffer.from('text'), Buffer.alloc(0))])
    expect(sealer.open(old)).toBe('text')
    expect(() => createSealer(keysOf(first), 'message-text').open(old)).toThrow()
  })

  it('refuses each changed byte, another purpose, another key and another format', () => {
    const sealed = sealer.seal('text')
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed)
      changed.writeUInt8(changed.readUInt8(index) ^ 1, index)
      expect(() => sealer.open(changed)).toThrow()
    }
    expect(() => createSealer(keysOf(first), 'message-text').open(sealed)).toThrow()
    const stranger = createSealer(keysOf({ number: 1, key: randomBytes(32) }), 'id-number')
    expect(() => stranger.open(sealed)).toThrow()
    for (const other of [Buffer.of(9), Buffer.of(2, 0, 0), Buffer.alloc(0)])
      expect(() => sealer.open(other)).toThrow('unknown format')
  })
})

describe('a blind index', () => {
  const phones = createBlindIndex(first.key, 'phone')

  it('is the same for the same text under the same key and purpose only', () => {
    const bytes = phones('15618293093')
    expect(bytes).toHaveLength(32)
    expect(bytes.equals(createBlindIndex(first.key, 'phone')('15618293093'))).toBe(true)
    for (const other of [
      phones('15618293094'),
      createBlindIndex(first.key, 'id-number')('15618293093'),
      createBlindIndex(second.key, 'phone')('15618293093'),
    ])
      expect(bytes.equals(other)).toBe(false)
  })
})
