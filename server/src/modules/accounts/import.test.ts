import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { importLimit, importRows, type ImportJob, type ImportReport } from '@veridesk/contract'
import { openOffice, type Office } from '../../testing/office.ts'
import { codeOf, type TestClient } from '../../testing/test-client.ts'
import { createTestServer, testPassword, type TestServer } from '../../testing/test-server.ts'

let server: TestServer
let office: Office
let importer: TestClient
beforeAll(async () => {
  server = await createTestServer()
  office = await openOffice(server)
  await server.addAccount('importer', 'admin')
})
afterAll(() => server.close())
// A session may import ten times a minute.
beforeEach(async () => {
  importer = server.client()
  const body = { username: 'importer', password: testPassword, replace: true }
  await importer.call('POST /api/sessions', { body })
})

const heading = '账号,姓名,角色,手机号,客服组,初始密码'
const keys = ['POST /api/accounts/import/check', 'POST /api/accounts/import'] as const
const file = (...rows: string[]) => Buffer.from([heading, ...rows, ''].join('\r\n'))
const check = (body: Buffer, type = 'text/csv') =>
  importer.send('POST /api/accounts/import/check', { body, type })
const begin = async (body: Buffer): Promise<ImportJob> => {
  const response = await importer.send('POST /api/accounts/import', { body, type: 'text/csv' })
  expect(response.statusCode).toBe(202)
  return response.json()
}
const progressOf = ({ id }: ImportJob) =>
  importer.call('GET /api/accounts/import/:id', { params: { id } })
async function finished(begun: ImportJob): Promise<ImportReport> {
  const ended = async () => (await progressOf(begun)).state !== 'running'
  await expect.poll(ended, { timeout: 240_000, interval: 100 }).toBe(true)
  const { state, rows, total, report } = await progressOf(begun)
  expect([state, rows]).toEqual(['done', total])
  return report ?? expect.fail('no report')
}
const importFile = async (body: Buffer) => finished(await begin(body))
const account = async (username: string) => {
  const { items } = await office.admin.call('GET /api/accounts', { query: { search: username } })
  return items.find((each) => each.username === username)
}

/** `账号,姓名,…` and one row of 张三, as Excel saves it in China: no test may bring its own encoder. */
const gbk = Buffer.from(
  'd5cbbac52cd0d5c3fb2cbdc7c9ab2ccad6bbfabac52cbfcdb7fed7e92cb3f5cabcc3dcc2eb0d0a' +
    '67626b2d6f6e652cd5c5c8fd2cd7f8cfaf2c31333830303030313131312cb1a3c8abd7e92c0d0a',
  'hex',
)

describe('an import', () => {
  it('creates what is right and says of each row what became of it', async () => {
    const body = file(
      `zhang.san,张三,坐席,13800001111,保全组;理赔组,${testPassword}`,
      'li.si,"李, 四",管理员,,,',
      '',
      'service-agent,别人,坐席,,,',
      'ZHANG.SAN,又一个,坐席,,,',
    )
    const report = await importFile(body)
    expect(report).toMatchObject({ dryRun: false, created: 2, refused: 2 })
    expect(report.rows).toMatchObject([
      { line: 2, username: 'zhang.san', result: 'created', problem: null, password: null },
      { line: 3, username: 'li.si', result: 'created', problem: null },
      { line: 5, username: 'service-agent', result: 'refused', problem: 'username-taken' },
      { line: 6, username: 'ZHANG.SAN', result: 'refused', problem: 'username-twice' },
    ])
    expect(await account('zhang.san')).toMatchObject({
      name: '张三',
      role: 'agent',
      phone: '138****1111',
      agentState: 'offline',
      groups: [{ name: '保全组' }, { name: '理赔组' }],
    })
    expect(await account('li.si')).toMatchObject({ name: '李, 四', role: 'admin' })
    const browser = await server.signedIn('zhang.san')
    expect(await browser.call('GET /api/me')).toMatchObject({ mustChangePassword: true })
    const made = report.rows[1]?.password ?? ''
    expect(made).toMatch(/^[\w-]{16}$/)
    const given = { body: { username: 'li.si', password: made } }
    expect((await server.client().send('POST /api/sessions', given)).statusCode).toBe(200)
  })

  it('creates nothing when it only checks, and makes no passwords', async () => {
    const response = await check(file('dry,干,坐席,,,', 'x,太短,坐席,,,'))
    expect(response.statusCode).toBe(200)
    const report = response.json<ImportReport>()
    expect(report).toMatchObject({ dryRun: true, created: 1, refused: 1 })
    expect(report.rows[0]).toMatchObject({ result: 'created', password: null })
    expect(await account('dry')).toBeUndefined()
  })

  it.each([
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with BOM', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['lines that end in LF', (text: string) => Buffer.from(text.replaceAll('\r\n', '\n'))],
  ])('reads %s', async (what, encode) => {
    const username = what.toLowerCase().replaceAll(' ', '-').slice(0, 30)
    const { rows } = await importFile(encode(`${heading}\r\n${username},张三,坐席,,,\r\n`))
    expect(rows).toMatchObject([{ username, result: 'created' }])
    expect((await account(username))?.name).toBe('张三')
  })

  it('reads GBK', async () => {
    expect((await importFile(gbk)).rows).toMatchObject([{ username: 'gbk-one', result: 'created' }])
    expect(await account('gbk-one')).toMatchObject({ name: '张三', groups: [{ name: '保全组' }] })
  })

  it('takes formulas for text: refused as usernames, kept letter by letter as names', async () => {
    const { rows } = await importFile(
      file(
        "=cmd|' /C calc'!A0,公式,坐席,,,",
        "formula,=cmd|' /C calc'!A0,坐席,,,",
        'at,@SUM(1+1),坐席,,,',
      ),
    )
    expect(rows.map(({ problem }) => problem)).toEqual(['bad-username', null, null])
    expect((await account('formula'))?.name).toBe("=cmd|' /C calc'!A0")
    expect((await account('at'))?.name).toBe('@SUM(1+1)')
  })

  it('keeps rare characters and emoji', async () => {
    await importFile(file('rare,𠮷田🐉,坐席,,,'))
    expect((await account('rare'))?.name).toBe('𠮷田🐉')
  })

  it.each([
    ['no heading', Buffer.from('a,b\nc,d\n')],
    ['another heading', Buffer.from('账号,姓名,角色\nx,y,坐席\n')],
    ['an open quote', Buffer.from(`${heading}\nxx,"张三,坐席,,,\n`)],
    ['neither UTF-8 nor GBK', Buffer.from([0xff, 0xfe, 0x41, 0x00])],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['nothing', Buffer.from(' ')],
  ])('refuses %s', async (_what, body) => {
    for (const key of keys) {
      const response = await importer.send(key, { body, type: 'text/csv' })
      expect([response.statusCode, codeOf(response)]).toEqual([400, 'csv_unreadable'])
    }
  })

  it('refuses another type, too many rows and too many bytes', async () => {
    const many = file(...Array.from({ length: importRows + 1 }, (_, row) => `u${row},名,坐席,,,`))
    const short = Buffer.from(`${heading}\n${'a,b\n'.repeat(100_000)}`)
    const large = Buffer.alloc(importLimit + 1, 0x61)
    for (const key of keys) {
      const send = (body: Buffer, type = 'text/csv') => importer.send(key, { body, type })
      expect((await send(file(), 'application/json')).statusCode).toBe(415)
      expect(codeOf(await send(many))).toBe('csv_too_long')
      expect(codeOf(await send(short))).toBe('csv_too_long')
      const response = await send(large)
      expect([response.statusCode, codeOf(response)]).toEqual([413, 'body_too_large'])
    }
  })

  it('of one file by two at the same time creates each account once', async () => {
    const body = file(...Array.from({ length: 5 }, (_, row) => `racer-${row},名,坐席,,保全组,`))
    const [one, other] = await Promise.all([importFile(body), importFile(body)])
    expect(one.created + other.created).toBe(5)
    expect(one.refused + other.refused).toBe(5)
  })

  it('leaves a row where it begins and where it ends and one for each account, without names or passwords', async () => {
    await importFile(file(`audited,被审计,坐席,13800001111,,${testPassword}`))
    const rows = await server.ctx.db
      .selectFrom('auditLog')
      .select(['action', 'actorKind', 'details'])
      .where('action', 'in', ['account.import', 'account.import-finish', 'account.create'])
      .orderBy('at', 'desc')
      .limit(3)
      .execute()
    expect(rows.toSorted((one, other) => one.action.localeCompare(other.action))).toMatchObject([
      { action: 'account.create', actorKind: 'account' },
      { action: 'account.import', actorKind: 'account', details: { rows: 1 } },
      {
        action: 'account.import-finish',
        actorKind: 'system',
        details: { state: 'done', created: 1, refused: 0 },
      },
    ])
    expect(JSON.stringify(rows)).not.toMatch(/被审计|138|horse/)
  })
})

it('many rows are done in the background with progress, and people sign in meanwhile', async () => {
  const count = 200
  const rows = Array.from({ length: count }, (_, row) => `whole-${row},名,坐席,,保全组,`)
  const began = performance.now()
  const begun = await begin(file(...rows))
  // Whoever asks has an answer long before the passwords are hashed.
  expect(performance.now() - began).toBeLessThan(2_000)
  expect(begun).toMatchObject({ state: 'running', rows: 0, total: count, report: null })
  const seen = new Set<number>()
  let signIns = 0
  for (;;) {
    const { state, rows: done } = await progressOf(begun)
    if (state !== 'running') break
    seen.add(done)
    const body = { username: 'claim-agent', password: testPassword, replace: true }
    await server.client().call('POST /api/sessions', { body })
    signIns += 1
  }
  const report = await finished(begun)
  expect(report.created).toBe(count)
  expect(new Set(report.rows.map(({ password }) => password)).size).toBe(count)
  expect(seen.size).toBeGreaterThan(1)
  // They take turns with the import's passwords, not one turn after all of them.
  expect(signIns).toBeGreaterThan(count / 10)
  const { items } = await office.admin.call('GET /api/groups')
  const members = items.find((group) => group.name === '保全组')?.members ?? []
  expect(members.filter(({ username }) => username.startsWith('whole-'))).toHaveLength(count)
}, 180_000)
