import { randomBytes } from 'node:crypto'
import { accessSync, constants, mkdirSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { type Config, readConfig } from '../../server/src/config/config.ts'
import { readConfig as readMediaHostConfig } from '../../server/src/media-host/config.ts'
import { generatePassword } from '../postgres/cluster.ts'
import { keptSecret } from './secrets.ts'

export type Environment = Record<string, string | undefined>

/** Makes the data directory. @throws Error naming DATA_DIR when it cannot be used */
export const openDataDir = (env: Environment): string => {
  const dataDir = resolve(env['DATA_DIR'] || './data')
  try {
    // Others may walk through (PostgreSQL runs as another account) but not look around.
    mkdirSync(dataDir, { recursive: true, mode: 0o711 })
    if (!statSync(dataDir).isDirectory()) throw new Error('not a folder')
    accessSync(dataDir, constants.W_OK)
  } catch (cause) {
    throw new Error(`DATA_DIR is wrong: ${dataDir} is not a folder that can be written.`, { cause })
  }
  return dataDir
}

/** What the children get: the given environment, completed by secrets that are made once and kept. */
export const completeEnvironment = (env: Environment, dataDir: string): Environment => {
  const keyFile = join(dataDir, 'secret.key')
  if (!env['SECRET_KEY_FILE']) keptSecret(keyFile, () => randomBytes(32).toString('base64'))
  const mediaSecret = () => keptSecret(join(dataDir, 'media-secret'), generatePassword)
  return {
    ...env,
    DATA_DIR: dataDir,
    SECRET_KEY_FILE: env['SECRET_KEY_FILE'] || keyFile,
    // Media hosts elsewhere have a secret of their own, which we cannot make up.
    MEDIA_SECRET: env['MEDIA_SECRET'] || (env['MEDIA_HOSTS'] ? undefined : mediaSecret()),
  }
}

/**
 * The password of the demo accounts. Kept even when it was given: only the first start, on an empty
 * database, makes the accounts.
 */
export const keptDemoPassword = (dataDir: string, given: string | null): string =>
  keptSecret(
    join(dataDir, 'demo-password'),
    () => given ?? `demo-${randomBytes(4).toString('hex')}`,
  )

/** Checks every setting of both programs before anything is started. @throws ConfigError naming the setting */
export const checkSettings = (env: Environment): Config => {
  if (!env['MEDIA_HOSTS']) readMediaHostConfig({ ...env, MEDIA_PORT: '0' })
  // Our own database is not up yet.
  return readConfig({
    ...env,
    DATABASE_URL: env['DATABASE_URL'] || 'postgresql://127.0.0.1/veridesk',
  })
}

/** @throws Error naming PORT or HOST when the app could not listen there */
export const checkAddress = ({ port, host }: Config): Promise<void> =>
  new Promise((done, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const reason: Record<string, string> = {
        EADDRINUSE: `PORT ${port} is in use by another program: stop it, or set PORT to a free one.`,
        EACCES: `PORT ${port} may be opened by root only: set PORT to 1024 or above.`,
      }
      reject(new Error(reason[error.code ?? ''] ?? `HOST ${host} is wrong: ${error.message}.`))
    })
    probe.listen(port, host, () => probe.close(() => done()))
  })
