import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { createSealer } from './sealer.ts'

const key = randomBytes(32)
const sealer = createSealer(key, 'id-number')

it('opens what it sealed, and seals the same text differently each time', () => {
  const [one, two] = [sealer.seal('432929202007000515'), sealer.seal('432929202007000515')]
  expect(one.equals(two)).toBe(false)
  expect(sealer.open(one)).toBe('432929202007000515')
  expect(one.includes('432929')).toBe(false)
})

it('refuses changed bytes, another purpose, another key and another format', () => {
  const sealed = sealer.seal('text')
  const changed = Buffer.from(sealed)
  changed.writeUInt8(changed.readUInt8(30) ^ 1, 30)
  expect(() => sealer.open(changed)).toThrow()
  expect(() => createSealer(key, 'message-text').open(sealed)).toThrow()
  expect(() => createSealer(randomBytes(32), 'id-number').open(sealed)).toThrow()
  expect(() => sealer.open(Buffer.from([9, ...sealed.subarray(1)]))).toThrow('unknown format')
})
