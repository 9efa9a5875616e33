/** Role × permission × endpoint, made from the contract and tested whole (manual 3.2). */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endpoints, type EndpointKey, type EndpointSpec } from '@veridesk/contract'
import {
  accountPermissions,
  grants,
  roles,
  type AccountPermission,
  type Grant,
  type Role,
} from '@veridesk/contract/permissions'
import { codeOf, type TestClient } from './testing/test-client.ts'
import { createTestServer, type TestServer } from './testing/test-server.ts'

interface Holder {
  readonly role: Role
  readonly grant: Grant | null
}

const holders: readonly Holder[] = roles.flatMap((role) =>
  [null, ...grants].map((grant) => ({ role, grant })),
)
const nameOf = ({ role, grant }: Holder) => (grant ? `${role}-${grant}` : role)

const specOf = (key: EndpointKey): EndpointSpec => endpoints[key]
const isOfAccounts = (key: EndpointKey) => !['public', 'seat'].includes(specOf(key).permission)
const keys = (Object.keys(endpoints) as EndpointKey[]).filter(isOfAccounts)

/** Read from the table, not by the function that the server asks. */
function mayUse({ role, grant }: Holder, permission: AccountPermission): boolean {
  const row: { roles: readonly Role[]; grants?: readonly Grant[] } = accountPermissions[permission]
  return row.roles.includes(role) || (grant !== null && (row.grants ?? []).includes(grant))
}

/** Well formed, of nobody; nothing else is given, so that whoever is let through changes nothing. */
const anyId = '0197f0a0-0000-7000-8000-000000000000'
const params = {
  id: anyId,
  legId: anyId,
  photoId: anyId,
  participantId: anyId,
  variant: 'original',
  sha256: 'a'.repeat(64),
  day: '2026-10-01',
}

let server: TestServer
const browsers = new Map<string, TestClient>()
beforeAll(async () => {
  server = await createTestServer()
  for (const holder of holders) {
    const id = await server.addAccount(nameOf(holder), holder.role)
    if (holder.grant)
      await server.ctx.db
        .updateTable('accounts')
        .set({ grants: [holder.grant] })
        .where('id', '=', id)
        .execute()
    browsers.set(nameOf(holder), await server.signedIn(nameOf(holder)))
  }
})
afterAll(() => server.close())

const ask = async (holder: Holder, key: EndpointKey) => {
  const response = await browsers.get(nameOf(holder))?.send(key, { params })
  if (!response) throw new Error(`nobody is signed in as ${nameOf(holder)}`)
  if (key === 'DELETE /api/sessions/current')
    browsers.set(nameOf(holder), await server.signedIn(nameOf(holder)))
  return response
}

describe.each(holders)('$role with $grant', (holder) => {
  const permissionOf = (key: EndpointKey) => specOf(key).permission as AccountPermission
  const [may, mayNot] = [true, false].map((wanted) =>
    keys.filter((key) => mayUse(holder, permissionOf(key)) === wanted),
  )

  it.each(mayNot ?? [])('is refused %s', async (key) => {
    const response = await ask(holder, key)
    expect([response.statusCode, codeOf(response)]).toEqual([403, 'forbidden'])
  })

  it.each(may ?? [])('is let through to %s', async (key) => {
    const { statusCode } = await ask(holder, key)
    expect([401, 403, 429]).not.toContain(statusCode)
    expect(statusCode).toBeLessThan(500)
  })
})

/** What an export is of decides too: one address for all kinds. */
const exportOf = {
  'work-orders': 'workOrder.export',
  calls: 'call.export',
  audit: 'audit.read',
} as const
const kinds = Object.keys(exportOf) as (keyof typeof exportOf)[]

describe.each(holders)('$role with $grant exports', (holder) => {
  it.each(kinds)('%s, or is refused', async (kind) => {
    const browser = browsers.get(nameOf(holder))
    const response = await browser?.send('POST /api/exports', { body: { kind, filter: {} } })
    const may = mayUse(holder, 'export.own') && mayUse(holder, exportOf[kind])
    expect(response?.statusCode === 403).toBe(!may)
  })
})

it('every permission of accounts is asked for by an endpoint', () => {
  const asked = (Object.keys(endpoints) as EndpointKey[]).map((key) => specOf(key).permission)
  for (const permission of Object.keys(accountPermissions))
    expect([...asked, ...Object.values(exportOf)]).toContain(permission)
})
