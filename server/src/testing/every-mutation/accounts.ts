/** The steps of accounts (manual 3.17) and the own profile (3.15). */
import type { Office } from '../office.ts'
import { testPassword, type TestServer } from '../test-server.ts'
import type { Step } from './step.ts'

/** Both open by the time that a step is prepared. */
export function accountSteps(server: () => TestServer, office: () => Office): readonly Step[] {
  const by = 'account'
  const admin = () => office().admin
  const fields = { name: '新人', role: 'agent' as const, grants: [], groupIds: [] }
  const found = async () => {
    const { items } = await admin().call('GET /api/accounts', { query: { search: 'newcomer' } })
    return items[0] ?? { id: '', version: -1 }
  }
  const params = async () => ({ params: { id: (await found()).id } })
  const password = 'another long password'
  return [
    {
      key: 'POST /api/accounts',
      action: 'account.create',
      by,
      prepare: async () => () =>
        admin().call('POST /api/accounts', {
          body: { ...fields, username: 'newcomer', password: testPassword },
        }),
    },
    {
      key: 'POST /api/accounts/import',
      action: 'account.import',
      by,
      prepare: async () => {
        const csv = '账号,姓名,角色,手机号,客服组,初始密码\nimported,导入,坐席,,,\n'
        const body = Buffer.from(csv)
        const given = { body, type: 'text/csv' }
        return () => admin().send('POST /api/accounts/import', given)
      },
    },
    {
      key: 'PUT /api/accounts/:id',
      action: 'account.edit',
      by,
      prepare: async () => {
        const { id, version } = await found()
        const body = { ...fields, version, name: '改名' }
        return () => admin().call('PUT /api/accounts/:id', { params: { id }, body })
      },
    },
    {
      key: 'PUT /api/accounts/:id/password',
      action: 'account.reset-password',
      by,
      prepare: async () => {
        const given = { ...(await params()), body: { password } }
        return () => admin().call('PUT /api/accounts/:id/password', given)
      },
    },
    {
      key: 'POST /api/accounts/:id/kick',
      action: 'account.kick',
      by,
      prepare: async () => {
        const given = { ...(await params()), body: {} }
        return () => admin().call('POST /api/accounts/:id/kick', given)
      },
    },
    {
      key: 'POST /api/accounts/:id/disable',
      action: 'account.disable',
      by,
      prepare: async () => {
        const given = { ...(await params()), body: {} }
        return () => admin().call('POST /api/accounts/:id/disable', given)
      },
    },
    {
      key: 'POST /api/accounts/:id/enable',
      action: 'account.enable',
      by,
      prepare: async () => {
        const given = await params()
        return () => admin().call('POST /api/accounts/:id/enable', given)
      },
    },
    {
      key: 'DELETE /api/accounts/:id',
      action: 'account.delete',
      by,
      prepare: async () => {
        const given = { ...(await params()), query: {} }
        return () => admin().call('DELETE /api/accounts/:id', given)
      },
    },
    {
      key: 'PUT /api/me/profile',
      action: 'profile.edit',
      by,
      prepare: async () => {
        const { version } = await office().agent.call('GET /api/me/profile')
        const body = { version, name: '张三丰' }
        return () => office().agent.call('PUT /api/me/profile', { body })
      },
    },
    {
      key: 'PUT /api/me/password',
      action: 'profile.change-password',
      by,
      prepare: async () => {
        await server().addAccount('changer', 'agent')
        const browser = await server().signedIn('changer')
        const body = { current: testPassword, password }
        return () => browser.call('PUT /api/me/password', { body })
      },
    },
  ]
}
