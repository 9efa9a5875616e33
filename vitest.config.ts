import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '**/dist/**']
const aMinute = { testTimeout: 60_000, hookTimeout: 60_000 }
const twoMinutes = { testTimeout: 120_000, hookTimeout: 120_000 }
/** In a browser, and nothing that a neighbour's load would spoil: no media, no deadline of seconds. */
const screens = [
  'e2e/console-*.test.ts',
  'e2e/phone-entry.test.ts',
  'e2e/queue-settings.test.ts',
  'e2e/wechat.test.ts',
]

export default defineConfig({
  test: {
    globalSetup: ['./scripts/vitest-postgres.ts'],
    // Also where there are two cores: half of the time is waiting for PostgreSQL.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          ...aMinute,
          name: 'unit',
          include: ['{packages,apps,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: [...ignored, '**/*.e2e.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          ...aMinute,
          name: 'integration',
          include: ['server/**/*.test.ts'],
          exclude: [...ignored, '**/*.e2e.test.ts'],
          // Each file has a database of its own; reading the server's modules anew for each cost a quarter of the time.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { ...twoMinutes, name: 'screens', include: screens },
      },
      {
        extends: true,
        test: {
          ...twoMinutes,
          name: 'e2e',
          include: ['e2e/**/*.test.ts', '**/*.e2e.test.ts'],
          exclude: [...ignored, ...screens],
          fileParallelism: false,
        },
      },
    ],
  },
})
