import { expect, test } from 'vitest'
import * as laws from './laws.ts'
import { parseSource, type Violation } from './sources.ts'

/** A tree of files from path to text. */
const tree = (files: Record<string, string>) =>
  Object.entries(files).map(([path, text]) => parseSource(path, text))

/** Where a law is broken, as `path:line`. */
const places = (violations: Violation[]) =>
  violations.map(({ path, line }) => (line === undefined ? path : `${path}:${line}`))

const lines = (count: number) => 'export {}\n'.repeat(count)

test('a file of more than 400 lines is refused, data apart', () => {
  const files = tree({
    'server/src/a.ts': lines(401),
    'server/src/b.ts': lines(400),
    'apps/console/src/locales/zh.ts': lines(900),
    ...Object.fromEntries([1, 2, 3, 4].map((n) => [`server/src/small-${n}.ts`, lines(10)])),
  })
  expect(places(laws.fileSize(files))).toEqual(['server/src/a.ts'])
})

test('a tree whose median file has 100 lines is refused', () => {
  const files = (count: number) =>
    tree({ 'a.ts': lines(1), 'b.ts': lines(count), 'c.ts': lines(300) })
  expect(laws.fileSize(files(99))).toEqual([])
  expect(places(laws.fileSize(files(100)))).toEqual(['.'])
})

test('names are kebab-case and say what is inside', () => {
  const bad = [
    'server/src/platform/http/utils.ts',
    'apps/console/src/helpers/date.ts',
    'server/src/modules/workOrders/rules.ts',
    'apps/customer/src/Call.tsx',
  ]
  const good = ['server/src/modules/work-orders/rules.test.ts', 'apps/miniprogram/README.md']
  expect(places(laws.names([...bad, ...good]))).toEqual(bad)
})

test('SQL outside a repository is found, as template and as builder', () => {
  const sql = "import { sql } from 'kysely'\nexport const q = sql`select 1`\n"
  const builder = "export const find = ({ ctx }) =>\n  ctx.db.selectFrom('call').execute()\n"
  const files = tree({
    'server/src/modules/calls/service.ts': sql,
    'server/src/modules/calls/routes.ts': builder,
    'server/src/modules/calls/repository.ts': sql + builder,
    'server/src/modules/calls/service.test.ts': sql,
    'server/src/platform/db/health.ts': sql,
    'server/src/app.ts': builder,
  })
  expect(places(laws.sqlInRepositories(files))).toEqual([
    'server/src/modules/calls/service.ts:2',
    'server/src/modules/calls/routes.ts:2',
    'server/src/app.ts:2',
  ])
})

test("a module may not import another module's repository", () => {
  const files = tree({
    'server/src/modules/calls/service.ts':
      "import * as own from './repository.ts'\nimport * as other from '../routing/repository.ts'\nexport { own, other }",
    'server/src/modules/calls/start.ts': "export { start } from '../routing/service.ts'",
    'server/src/app.ts': "export const load = () => import('./modules/calls/repository.ts')",
  })
  expect(places(laws.foreignRepositories(files))).toEqual([
    'server/src/modules/calls/service.ts:2',
    'server/src/app.ts:1',
  ])
})

test('platform knows no module', () => {
  const files = tree({
    'server/src/platform/jobs/runner.ts':
      "import type { Call } from '../../modules/calls/rules.ts'\n",
    'server/src/platform/http/server.ts': "import '../log/log.ts'\n",
  })
  expect(places(laws.platformBelowModules(files))).toEqual(['server/src/platform/jobs/runner.ts:1'])
})

test('no file lies loose between the modules', () => {
  const loose = 'server/src/modules/registry.ts'
  expect(places(laws.moduleFolders([loose, 'server/src/modules/calls/rules.ts']))).toEqual([loose])
})

test('the contract imports zod and itself only', () => {
  const files = tree({
    'packages/contract/src/calls.ts':
      "import { z } from 'zod'\nimport './states.ts'\nimport fs from 'node:fs'\nimport type { VNode } from 'preact'\nexport { z, fs }\nexport type { VNode }",
  })
  expect(places(laws.contractAlone(files))).toEqual([
    'packages/contract/src/calls.ts:3',
    'packages/contract/src/calls.ts:4',
  ])
})

test("zod is found wherever the customer's page would load it, types apart", () => {
  const schema = "import { z } from 'zod'\nexport const id = z.string()\n"
  const load = (text: string) =>
    places(
      laws.customerWithoutZod(
        tree({
          'packages/contract/src/index.ts': "export * from './calls.ts'",
          'packages/contract/src/calls.ts': schema,
          'packages/contract/src/states.ts':
            "import type { z } from 'zod'\nexport type S = z.ZodType",
          'apps/customer/src/main.ts': text,
        }),
      ),
    )
  expect(load("import { z } from 'zod'")).toEqual(['apps/customer/src/main.ts:1'])
  expect(load("import { id } from '@veridesk/contract'")).toEqual([
    'packages/contract/src/calls.ts:1',
  ])
  expect(load("import { type id } from '@veridesk/contract'")).toHaveLength(1)
  expect(load("import type { id } from '@veridesk/contract'")).toEqual([])
  expect(load("import { z } from 'zod/mini'\nimport '@veridesk/contract/states'")).toEqual([])
})
