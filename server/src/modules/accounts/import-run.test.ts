import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { newId } from '../../platform/ids.ts'
import { openOffice } from '../../testing/office.ts'
import { createTestServer, type TestServer } from '../../testing/test-server.ts'
import { continueImport, forgetImport, rowsAtOnce } from './import-run.ts'
import { beginImport, readImport } from './import.ts'

let server: TestServer
let ctx: AppContext
let actor: AccountActor
beforeAll(async () => {
  server = await createTestServer()
  ctx = server.ctx
  await openOffice(server)
  const accountId = await server.addAccount('clerk', 'admin')
  actor = {
    kind: 'account',
    accountId,
    sessionId: newId(),
    name: 'clerk',
    role: 'admin',
    grants: [],
    mustChangePassword: false,
    address: null,
  }
  // Nothing runs but what the tests run.
  await server.app.close()
})
afterAll(() => server.close())

const heading = '账号,姓名,角色,手机号,客服组,初始密码'
/** A password of the file in each row but the first: made-up ones cost as much. */
const file = (name: string, rows: number, group = '') =>
  Buffer.from(
    [
      heading,
      ...Array.from(
        { length: rows },
        (_, row) => `${name}-${row},名,坐席,,${group},${row === 0 ? '' : 'password of the file'}`,
      ),
    ].join('\n'),
  )
const begin = (bytes: Buffer) => beginImport({ ctx, actor, bytes })
const read = (id: string) => readImport({ ctx, actor, id })
const accountsNamed = (name: string) =>
  ctx.db.selectFrom('accounts').select('id').where('username', 'like', `${name}-%`).execute()
const stored = (id: string) =>
  ctx.db.selectFrom('accountImports').selectAll().where('id', '=', id).executeTakeFirst()
const setDisabled = (disabled: boolean) =>
  ctx.db.updateTable('accounts').set({ disabled }).where('id', '=', actor.accountId).execute()

it('goes on where it was, a few rows at a time', async () => {
  const { id } = await begin(file('steps', rowsAtOnce + 2))
  await continueImport(ctx, id)
  expect(await read(id)).toMatchObject({ state: 'running', rows: rowsAtOnce, report: null })
  expect(await accountsNamed('steps')).toHaveLength(rowsAtOnce)
  await continueImport(ctx, id)
  expect(await read(id)).toMatchObject({ state: 'done', rows: rowsAtOnce + 2 })
  await continueImport(ctx, id)
  expect((await read(id)).report).toMatchObject({ created: rowsAtOnce + 2, refused: 0 })
})

it('creates each account once where two processes do the same rows', async () => {
  const { id } = await begin(file('twice', 4, '保全组'))
  await Promise.all([continueImport(ctx, id), continueImport(ctx, id)])
  expect(await read(id)).toMatchObject({ state: 'done', report: { created: 4, refused: 0 } })
  expect(await accountsNamed('twice')).toHaveLength(4)
})

it('changes a group once for many who join it', async () => {
  const versionOf = async () =>
    (
      await ctx.db
        .selectFrom('groups')
        .select('version')
        .where('name', '=', '理赔组')
        .executeTakeFirstOrThrow()
    ).version
  const before = await versionOf()
  const { id } = await begin(file('joins', 3, '理赔组'))
  await continueImport(ctx, id)
  expect(await versionOf()).toBe(before + 1)
})

it('a username taken, a row of before named again, a group that is gone: each says so', async () => {
  const rows = ['taken-1,名,坐席,,,', 'again,名,坐席,,,', 'AGAIN,名,坐席,,,', 'lost,名,坐席,,没有,']
  const { id } = await begin(Buffer.from([heading, ...rows].join('\n')))
  await server.addAccount('taken-1', 'agent')
  await continueImport(ctx, id)
  const { report } = await read(id)
  expect(report?.rows.map(({ problem }) => problem)).toEqual([
    'username-taken',
    null,
    'username-twice',
    'unknown-group',
  ])
})

it('an empty file is done at once', async () => {
  const { id } = await begin(Buffer.from(heading))
  await continueImport(ctx, id)
  expect(await read(id)).toMatchObject({ state: 'done', total: 0, report: { rows: [] } })
})

it('stops where whoever began it may no longer, and says what was done', async () => {
  const { id } = await begin(file('stopped', rowsAtOnce + 1))
  await continueImport(ctx, id)
  await setDisabled(true)
  await continueImport(ctx, id)
  await setDisabled(false)
  expect(await read(id)).toMatchObject({
    state: 'failed',
    rows: rowsAtOnce,
    report: { created: rowsAtOnce },
  })
  expect(await accountsNamed('stopped')).toHaveLength(rowsAtOnce)
  expect((await stored(id))?.fileSealed).toBeNull()
})

it('keeps neither file nor report in the clear, shows it to nobody else, and forgets it', async () => {
  const { id } = await begin(file('sealed', 2))
  const begun = await stored(id)
  expect(begun?.fileSealed?.includes('password of the file')).toBe(false)
  expect(begun?.fileSealed?.includes(Buffer.from('password').toString('base64').slice(0, 8))).toBe(
    false,
  )
  await continueImport(ctx, id)
  const done = await stored(id)
  const made = (await read(id)).report?.rows[0]?.password ?? expect.fail('no password was made')
  expect(done?.fileSealed).toBeNull()
  expect(done?.reportSealed.includes(made)).toBe(false)
  const other = { ...actor, accountId: await server.addAccount('other-clerk', 'admin') }
  await expect(readImport({ ctx, actor: other, id })).rejects.toMatchObject({ code: 'not_found' })
  await forgetImport(ctx, id)
  await expect(read(id)).rejects.toMatchObject({ code: 'not_found' })
})
