import { afterEach, expect, test, vi } from 'vitest'
import { ensureSystemPackages, missingPackages } from './system-packages.ts'

afterEach(() => {
  vi.unstubAllEnvs()
  vi.restoreAllMocks()
})

test('a package counts as there when its command is, whoever installed it', () => {
  vi.stubEnv('PATH', '/nowhere')
  expect(missingPackages(['ffmpeg', 'poppler-utils'])).toEqual(['ffmpeg', 'poppler-utils'])
})

test('NO_APT=1 installs nothing and says in one line what to install', () => {
  vi.stubEnv('PATH', '/nowhere')
  vi.stubEnv('NO_APT', '1')
  const say = vi.spyOn(console, 'log').mockReturnValue()
  expect(ensureSystemPackages(['ffmpeg', 'chromium'])).toEqual(['ffmpeg', 'chromium'])
  expect(say.mock.calls).toEqual([
    ['system     missing: ffmpeg chromium; install with: apt-get install ffmpeg chromium'],
  ])
})
