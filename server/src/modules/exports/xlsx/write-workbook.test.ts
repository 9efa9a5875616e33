import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import readExcel from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { aheadOfUtcIn } from './ahead-of-utc.ts'
import { cell, columnName, type CellValue } from './cells.ts'
import { writeWorkbook, type SheetColumn } from './write-workbook.ts'

async function* batches(...given: CellValue[][][]) {
  yield* given
}

const text = (heading: string): SheetColumn => ({ heading, kind: 'text', width: 10 })
const bytesOf = (columns: SheetColumn[], rows: CellValue[][], timeZone = 'Asia/Shanghai') =>
  buffer(
    writeWorkbook({
      name: '表 <1>',
      columns,
      timeZone,
      rows: batches(rows.slice(0, 1), rows.slice(1)),
    }),
  )
const read = async (...given: Parameters<typeof bytesOf>) =>
  (await readExcel(await bytesOf(...given), { trim: false }))[0]

describe('a workbook', () => {
  it('is read back cell by cell', async () => {
    const rows = [
      ['邓*闲 & <b> "q" 𠮷 😀', 42],
      ['  spaces  kept\nand lines', null],
      ['_x0041_ stays as it is', 0.5],
    ]
    expect(await read([text('文'), { heading: '数', kind: 'number', width: 8 }], rows)).toEqual({
      sheet: '表 <1>',
      data: [['文', '数'], ...rows],
    })
  })

  it('writes what looks like a formula as text, and marks it as text for good', async () => {
    const texts = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', "=cmd|' /C calc'!A0"]
    const found = await read(
      [text('a')],
      texts.map((each) => [each]),
    )
    expect(found?.data.slice(1).flat()).toEqual(texts)
    for (const each of [...texts, '\r=1']) {
      const xml = cell('A1', 'text', each, () => 0)
      expect(xml).toMatch(/^<c r="A1" s="3" t="inlineStr">/)
      expect(xml).not.toContain('<f>')
    }
    expect(cell('A1', 'text', 'a=1', () => 0)).toMatch('s="2"')
  })

  it('leaves out what XML cannot say, and cuts what no cell holds', async () => {
    const found = await read([text('a')], [['a\u0000b\u001Fc\uD800d'], ['x'.repeat(40_000)]])
    expect(found?.data[1]).toEqual(['abcd'])
    expect(String(found?.data[2]?.[0])).toHaveLength(32_767)
  })

  it("writes times by the institution's clock, durations as parts of a day", async () => {
    const columns: SheetColumn[] = [
      { heading: 't', kind: 'time', width: 20 },
      { heading: 'd', kind: 'duration', width: 10 },
    ]
    const at = new Date('2020-04-08T09:15:34.987Z')
    const found = await read(columns, [
      [at, 239],
      [null, null],
    ])
    // The reader takes the cell's digits for UTC.
    expect(found?.data[1]?.[0]).toEqual(new Date('2020-04-08T17:15:34.000Z'))
    for (let second = 0; second < 60; second += 1) {
      const [, serial = ''] =
        /<v>(.*)<\/v>/.exec(
          cell('A1', 'time', new Date(Date.UTC(2026, 10, 23, 1, 51, second)), () => 0),
        ) ?? []
      const read = new Date(Math.floor((Number(serial) - 25_569) * 86_400_000))
      expect([read.getUTCMilliseconds(), read.getUTCSeconds()]).toEqual([0, second])
    }
    const [, xml = ''] = /<v>(.*)<\/v>/.exec(cell('B2', 'duration', 239, () => 0)) ?? []
    expect(Number(xml) * 86_400).toBeCloseTo(239)
  })

  it('is whole where there are no rows', async () => {
    const file = await buffer(
      writeWorkbook({ name: 'x', columns: [text('a')], timeZone: 'UTC', rows: batches() }),
    )
    expect((await readExcel(file))[0]?.data).toEqual([['a']])
  })

  it('fails as its rows fail', async () => {
    const rows = (async function* () {
      yield [['a']]
      throw new Error('the database went away')
    })()
    const workbook = writeWorkbook({ name: 'x', columns: [text('a')], timeZone: 'UTC', rows })
    await expect(buffer(workbook)).rejects.toThrow('the database went away')
  })

  it('asks for rows only as fast as it is read', async () => {
    let made = 0
    const rows = (async function* () {
      for (; made < 5_000; made += 1) yield Array.from({ length: 100 }, () => [crypto.randomUUID()])
    })()
    const workbook = writeWorkbook({ name: 'x', columns: [text('a')], timeZone: 'UTC', rows })
    await new Promise<void>((resolve) => workbook.once('readable', () => resolve()))
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(made).toBeLessThan(500)
    workbook.destroy()
  })

  it('is sound as a ZIP and as XML to tools that are not ours', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'veridesk-xlsx-'))
    try {
      const file = path.join(folder, 'a.xlsx')
      writeFileSync(file, await bytesOf([text('a')], [['<&>'], ['邓']]))
      const script = `
import sys, zipfile, xml.dom.minidom
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
for name in z.namelist(): xml.dom.minidom.parseString(z.read(name))
print(' '.join(sorted(z.namelist())))`
      expect(execFileSync('python3', ['-c', script, file], { encoding: 'utf8' }).trim()).toBe(
        '[Content_Types].xml _rels/.rels xl/_rels/workbook.xml.rels xl/styles.xml xl/workbook.xml xl/worksheets/sheet1.xml',
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})

describe('columns', () => {
  it('are named as in Excel', () => {
    expect([0, 25, 26, 51, 52, 701, 702].map(columnName)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'ZZ',
      'AAA',
    ])
  })
})

describe('a zone', () => {
  it.each([
    ['Asia/Shanghai', '2026-01-01T00:00:00Z', 8],
    ['America/New_York', '2026-03-08T06:59:59Z', -5],
    ['America/New_York', '2026-03-08T07:00:00Z', -4],
    ['Asia/Kathmandu', '2026-01-01T00:00:00Z', 5.75],
    ['UTC', '2026-01-01T00:00:00Z', 0],
  ])('%s is at %s ahead by %d hours', (zone, at, hours) => {
    expect(aheadOfUtcIn(zone)(new Date(at)) / 3_600_000).toBe(hours)
  })
})
