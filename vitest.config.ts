import { defineConfig } from 'vitest/config'

const ignored = ['**/node_modules/**', '**/dist/**']

export default defineConfig({
  test: {
    globalSetup: ['./scripts/vitest-postgres.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['{server,packages,apps,scripts,bench}/**/*.test.{ts,tsx}'],
          exclude: [...ignored, '**/*.e2e.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts', '**/*.e2e.test.ts'],
          exclude: ignored,
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
