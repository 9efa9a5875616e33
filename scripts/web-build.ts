/** Builds the web apps where their sources changed since the last build. */
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const apps = ['console', 'customer']

/** Everything a build reads: the app, the packages of ours it may use, the versions of the rest. */
const fingerprint = (app: string): string => {
  const hash = createHash('sha256')
  const own = globSync(`apps/${app}/**/*`, {
    cwd: root,
    exclude: ['apps/*/dist*', 'apps/*/node_modules'],
    withFileTypes: true,
  })
  const shared = globSync('packages/*/src/**/*', { cwd: root, withFileTypes: true })
  const files = [...own, ...shared]
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of [...files, join(root, 'package-lock.json')].toSorted()) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

const isBuilt = (app: string, mark: string): boolean => {
  const file = join(root, 'apps', app, 'dist/.hash')
  return existsSync(file) && readFileSync(file, 'utf8') === mark
}

const build = async (app: string, mark: string, signal: AbortSignal | undefined) => {
  const folder = join(root, 'apps', app)
  const draft = `dist.${process.pid}`
  const child = spawn(
    join(root, 'node_modules/.bin/vite'),
    ['build', '--outDir', draft, '--emptyOutDir', '--logLevel', 'warn'],
    {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'pipe'],
      // A test runner's NODE_ENV would give the slow development build, which the next start would keep.
      env: { ...process.env, NODE_ENV: 'production' },
      ...(signal ? { signal } : {}),
    },
  )
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  try {
    await new Promise<void>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code) => {
        if (code === 0) resolve()
        else reject(new Error(`The ${app} could not be built:\n${output}`))
      })
    })
    await writeFile(join(folder, draft, '.hash'), mark)
    await rm(join(folder, 'dist'), { recursive: true, force: true })
    await rename(join(folder, draft), join(folder, 'dist')).catch((cause: unknown) => {
      // Somebody who started at the same time was first, with the same.
      if (!isBuilt(app, mark)) throw cause
    })
  } finally {
    await rm(join(folder, draft), { recursive: true, force: true })
  }
}

/**
 * Makes `apps/<app>/dist` of both web apps what their sources say; a moment when nothing changed.
 * @returns a remark for the progress line
 */
export const buildWebApps = async (signal?: AbortSignal): Promise<string> => {
  const started = performance.now()
  const stale = apps
    .map((app) => ({ app, mark: fingerprint(app) }))
    .filter(({ app, mark }) => !isBuilt(app, mark))
  const builds = await Promise.allSettled(stale.map(({ app, mark }) => build(app, mark, signal)))
  for (const each of builds) if (each.status === 'rejected') throw each.reason
  if (stale.length === 0) return 'web pages unchanged'
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  return `${stale.map(({ app }) => app).join(' and ')} built in ${seconds} s`
}
