/** One PostgreSQL for a whole test run; every worker makes its own databases on it. */
import { systemBinaries } from './postgres/binaries.ts'
import { startTemporaryCluster } from './postgres/temporary.ts'

/**
 * Sets TEST_DATABASE_URL, a superuser's URL to the database `postgres`: of the server that DATABASE_URL
 * names, else of a temporary one from our packages (or from Debian's version TEST_POSTGRES).
 * @returns what stops it again
 */
export const setup = async (): Promise<(() => Promise<void>) | undefined> => {
  if (process.env['TEST_DATABASE_URL']) return undefined
  if (process.env['DATABASE_URL']) {
    process.env['TEST_DATABASE_URL'] = process.env['DATABASE_URL']
    return undefined
  }
  const major = process.env['TEST_POSTGRES']
  const binaries = major ? systemBinaries(Number(major)) : undefined
  if (major && !binaries) throw new Error(`No PostgreSQL ${major} below /usr/lib/postgresql.`)
  const { url, stop } = await startTemporaryCluster(binaries)
  process.env['TEST_DATABASE_URL'] = url
  return async () => {
    delete process.env['TEST_DATABASE_URL']
    await stop()
  }
}
