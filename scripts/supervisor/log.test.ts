import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { forTerminal } from './child-line.ts'
import { openLog } from './log-file.ts'

describe('a log file', () => {
  let folder: string
  let file: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'veridesk-log-'))
    file = join(folder, 'logs/app.log')
  })
  afterEach(() => {
    vi.restoreAllMocks()
    rmSync(folder, { recursive: true, force: true })
  })

  test('goes on where it was left, closed to others', () => {
    for (const line of ['first', 'second']) {
      openLog(file)(line)
    }
    expect(readFileSync(file, 'utf8')).toBe('first\nsecond\n')
    expect(statSync(file).mode & 0o077).toBe(0)
  })

  test('never takes more than its bounds, and keeps the newest lines', () => {
    const write = openLog(file, 100)
    for (let count = 0; count < 1_000; count += 1) write(`line ${count}`)
    const names = readdirSync(join(folder, 'logs')).toSorted()
    expect(names).toEqual(['app.log', ...[1, 2, 3, 4, 5].map((number) => `app.log.${number}`)])
    for (const name of names)
      expect(statSync(join(folder, 'logs', name)).size).toBeLessThanOrEqual(100)
    expect(readFileSync(file, 'utf8')).toMatch(/line 999\n$/)
    expect(readFileSync(`${file}.1`, 'utf8').split('\n').length).toBeGreaterThan(5)
  })

  test('that cannot be written does not stop anybody: the line is printed', () => {
    const write = openLog(file, 10)
    rmSync(join(folder, 'logs'), { recursive: true })
    const say = vi.spyOn(console, 'error').mockReturnValue()
    write('what happened')
    expect(say.mock.calls[0]?.[0]).toMatch(/ENOENT[^]*what happened/)
  })
})

describe('the terminal shows', () => {
  test.each([
    [
      'an error in words',
      '{"level":50,"msg":"job failed","err":{"message":"no route"}}',
      'job failed: no route',
    ],
    [
      'an error of the media host',
      '{"level":"error","message":"no start","reason":"port"}',
      'no start: port',
    ],
    ['an error without words as it is', '{"level":60}', '{"level":60}'],
    ['no information', '{"level":30,"msg":"Server listening"}', undefined],
    ['no information of the media host', '{"level":"info","message":"stopping"}', undefined],
    ['no warning', '{"level":40,"msg":"late"}', undefined],
    ['a stack trace', '    at main (main.ts:1:1)', '    at main (main.ts:1:1)'],
    ['other JSON', '{"listening":80}', '{"listening":80}'],
    ['a line cut short', '{"level":30,"ms', '{"level":30,"ms'],
  ])('%s', (_what, line, shown) => {
    expect(forTerminal(line)).toBe(shown)
  })
})
