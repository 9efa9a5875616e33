import { Writable } from 'node:stream'
import pino from 'pino'
import { expect, it } from 'vitest'
import { logOptions } from './log.ts'

it('keeps the words of an error and of its causes, and no row of the database', () => {
  let written = ''
  const stream = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      written += chunk.toString()
      done()
    },
  })
  const row = 'Failing row contains (邓小闲, 15618293093)'
  const ofDatabase = () =>
    Object.assign(new Error('violates check constraint'), { code: '23514', detail: row })
  const log = pino(logOptions('info'), stream)
  log.error({ err: ofDatabase() }, 'job failed')
  log.error({ err: new Error('outer', { cause: ofDatabase() }) }, 'sweep')
  const [first, second] = written
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
  const kept = { message: 'violates check constraint', code: '23514' }
  expect(first).toMatchObject({ msg: 'job failed', err: kept })
  expect(second).toMatchObject({ err: { message: 'outer', cause: kept } })
  expect(written).not.toMatch(/detail|邓小闲|1561/)
})
