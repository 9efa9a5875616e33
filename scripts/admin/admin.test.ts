import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '../../server/src/database.ts'
import { chainPending } from '../../server/src/modules/audit/chain.ts'
import { connectDatabase } from '../../server/src/platform/db/connect.ts'
import { createTestDatabase } from '../../server/src/testing/test-database.ts'
import { startProcess } from '../supervisor/testing/started.ts'

const program = fileURLToPath(new URL('../admin.ts', import.meta.url))
const dataDir = mkdtempSync(join(tmpdir(), 'veridesk-admin-'))
let database: Awaited<ReturnType<typeof createTestDatabase>>

/** `npm run admin -- ...args` on an installation with a database of its own. */
const admin = async (args: string[], env: Record<string, string | undefined> = {}) => {
  const installation = { DATA_DIR: dataDir, DATABASE_URL: database.url }
  const { exited, output } = startProcess(process.execPath, [program, ...args], {
    ...installation,
    ...env,
  })
  return { code: await exited, output: output() }
}

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(async () => {
  await database.drop()
  rmSync(dataDir, { recursive: true, force: true })
})

test('an unknown verb lists those there are and ends with 2', async () => {
  const { code, output } = await admin(['dance'])
  expect(code).toBe(2)
  expect(output).toContain('There is no "dance"')
  for (const verb of ['doctor', 'create-admin', 'reset-password', 'rotate-keys'])
    expect(output).toContain(verb)
})

test('the doctor finds a database without migrations, and nothing wrong once there are', async () => {
  const before = await admin(['doctor'])
  expect(before.code).toBe(1)
  expect(before.output).toMatch(/✗ database .*not applied yet/)
  await admin(['create-admin', '--username', 'first'])
  const after = await admin(['doctor'])
  expect(after.output).not.toContain('✗')
  expect(after.code).toBe(0)
})

test('the doctor verifies the audit chain and names what was changed in it', async () => {
  const { db, pool } = connectDatabase<Database>(database.url)
  try {
    while ((await chainPending(db)) > 0);
    const whole = await admin(['doctor'])
    expect(whole.output).toMatch(
      /✓ audit +\d+ entries chained and unchanged, head \d+:[0-9a-f]{64}/,
    )
    expect(whole.code).toBe(0)
    await pool.query(`alter table audit_log disable trigger audit_log_no_change;
      update audit_log set at = at - interval '1 day' where id = (select entry_id from audit_chain where number = 1);
      alter table audit_log enable always trigger audit_log_no_change`)
    const changed = await admin(['doctor'])
    expect(changed.output).toMatch(/✗ audit +changed entries: 1 \(number 1\)/)
    expect(changed.code).toBe(1)
    await pool.query(`alter table audit_log disable trigger audit_log_no_change;
      update audit_log set at = at + interval '1 day' where id = (select entry_id from audit_chain where number = 1);
      alter table audit_log enable always trigger audit_log_no_change`)
  } finally {
    await pool.end()
  }
})

test('the doctor names a wrong setting and a database that does not answer', async () => {
  const { code, output } = await admin(['doctor'], {
    PORT: 'x',
    DATABASE_URL: 'postgresql://127.0.0.1:9/none',
  })
  expect(code).toBe(1)
  expect(output).toMatch(/✗ settings +PORT/)
  expect(output).toMatch(/✗ database .*ECONNREFUSED/)
})

test('an administrator is added once, with a password printed once', async () => {
  const args = ['create-admin', '--username', 'chief']
  const { code, output } = await admin(args)
  expect(code).toBe(0)
  expect(output).toMatch(/"chief" added; password \S{20,}, to be changed at the first sign-in\./)
  const again = await admin(args)
  expect(again.code).toBe(1)
  expect(again.output).toContain('There is an account "chief" already.')
})

test('a password given by ADMIN_PASSWORD is set and not printed', async () => {
  await admin(['create-admin', '--username', 'deputy'])
  const reset = ['reset-password', '--username', 'deputy']
  const { code, output } = await admin(reset, { ADMIN_PASSWORD: 'a long new password' })
  expect(code).toBe(0)
  expect(output).not.toContain('a long new password')
  const nobody = await admin(['reset-password', '--username', 'nobody'])
  expect(nobody.code).toBe(1)
  expect(nobody.output).toContain('There is no account "nobody".')
})

test('a rotation of keys is refused a master key that is no new one, or none', async () => {
  const file = join(dataDir, 'key-of-the-test')
  const env = { SECRET_KEY_FILE: file }
  const verb = ['rotate-keys', '--new-secret-key-file']
  writeFileSync(file, 'c2hvcnQ=')
  const short = await admin([...verb, file], env)
  expect([short.code, short.output]).toEqual([1, expect.stringContaining('must hold 32 bytes')])
  writeFileSync(file, Buffer.alloc(32, 7).toString('base64'))
  const same = await admin([...verb, file], env)
  expect([same.code, same.output]).toEqual([1, expect.stringContaining('holds the key of')])
})

test("without a running Veridesk the verbs start the installation's own database and stop it again", async () => {
  const env = { DATABASE_URL: undefined }
  expect((await admin(['create-admin', '--username', 'first'], env)).code).toBe(0)
  const { output } = await admin(['doctor'], env)
  expect(output).toMatch(/✓ database +PostgreSQL 18/)
})
