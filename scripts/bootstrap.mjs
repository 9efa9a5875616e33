/**
 * What every npm script runs first: plain JavaScript for any Node from 18 on. Installs the packages
 * where they are missing or stale, then hands over to `scripts/<verb>.ts` under the Node 24 that came
 * with them.
 */
import { spawn, spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const nodeMajor = '24'
const [verb = '', ...rest] = process.argv.slice(2)

const lockedPackages = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages

/** Compares our lockfile with the one npm keeps of what it installed, written when all was done. */
const packagesInstalled = () => {
  if (!existsSync(join(root, 'node_modules/.package-lock.json'))) return false
  const installed = lockedPackages('node_modules/.package-lock.json')
  return Object.entries(lockedPackages('package-lock.json'))
    .filter(([path]) => path.includes('node_modules/'))
    .every(([path, wanted]) => {
      const found = installed[path]
      // Optional: for another machine than this one.
      return found ? found.version === wanted.version : wanted.optional === true
    })
}

/** Whether the process that wrote `lock` may still be installing. */
const isHeld = (lock) => {
  if (Date.now() - statSync(lock).mtimeMs > 15 * 60_000) return false
  try {
    return process.kill(Number(readFileSync(lock, 'utf8')), 0)
  } catch (error) {
    return error.code === 'EPERM'
  }
}

/** Two installations at once would break each other: the second waits for the first. */
const installAlone = async () => {
  const lock = join(root, '.cache/npm-install.pid')
  mkdirSync(join(root, '.cache'), { recursive: true })
  for (;;) {
    try {
      writeFileSync(lock, String(process.pid), { flag: 'wx' })
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
      if (!isHeld(lock)) rmSync(lock, { force: true })
      else await new Promise((resolve) => setTimeout(resolve, 500))
    }
  }
  try {
    if (!packagesInstalled()) installPackages()
  } finally {
    rmSync(lock, { force: true })
  }
}

const installPackages = () => {
  console.log('packages   installing from the lockfile, a minute or two')
  const started = Date.now()
  const logFile = join(root, '.cache/npm-install.log')
  const log = openSync(logFile, 'w')
  // Not with the Node in node_modules: npm takes that away while it works.
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => !folder.endsWith('node_modules/.bin'))
  // Not `npm ci`: it refuses a lockfile without the optional binaries of every other platform (see CONTRIBUTING.md).
  const args = ['install', '--no-save', '--include=dev', '--include=optional']
  const { status, error } = spawnSync('npm', args, {
    cwd: root,
    stdio: ['ignore', log, log],
    env: { ...process.env, PATH: path.join(delimiter) },
  })
  if (status !== 0) {
    console.error(readFileSync(logFile, 'utf8'))
    throw new Error(`The packages could not be installed: ${error?.message ?? 'see above'}.`)
  }
  console.log(`packages   installed in ${Math.round((Date.now() - started) / 1000)} s`)
}

const isNode24 = (node) =>
  spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.startsWith(`v${nodeMajor}.`)

/**
 * npm forwards SIGTERM to us, but nobody forwards its `kill -9`: once the npm (or the bootstrap) that
 * started us is gone, act as if told to stop.
 */
const stopWithParent = () => {
  if (!process.env.npm_lifecycle_event && !process.env.VERIDESK_BOOTSTRAP) return
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    process.kill(process.pid, 'SIGTERM')
  }, 1_000)
  timer.unref()
}

/** Runs ourselves again under Node 24, passing signals on and the exit code back. */
const handOver = () => {
  const node = [join(root, 'node_modules/.bin/node'), 'node'].find(isNode24)
  if (!node) {
    console.error(
      `Veridesk needs Node ${nodeMajor}; this is ${process.version}, and npm has no Node ${nodeMajor} for ${process.platform}-${process.arch}. Install it from https://nodejs.org and start again.`,
    )
    process.exit(1)
  }
  const child = spawn(node, process.argv.slice(1), {
    stdio: 'inherit',
    env: { ...process.env, VERIDESK_BOOTSTRAP: '1' },
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    // From a terminal, Ctrl-C has reached the child already.
    process.on(signal, () => (signal === 'SIGINT' && process.stdin.isTTY ? 0 : child.kill(signal)))
  }
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 1
    if (signal) console.error(`Ended by ${signal}.`)
  })
}

const script = join(root, `scripts/${verb}.ts`)
if (!/^[a-z]+$/.test(verb) || !existsSync(script)) {
  console.error(`There is no "${verb}" to run: see the scripts of package.json.`)
  process.exit(2)
}
try {
  if (!packagesInstalled()) await installAlone()
  else if (verb === 'start' && !process.env.VERIDESK_BOOTSTRAP) console.log('packages   in place')
} catch (error) {
  console.error(error.message)
  process.exit(1)
}

process.env.PATH = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`
stopWithParent()
if (process.version.startsWith(`v${nodeMajor}.`)) {
  process.argv = [process.execPath, script, ...rest]
  await import(pathToFileURL(script).href)
} else handOver()
