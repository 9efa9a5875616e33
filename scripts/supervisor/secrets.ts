import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/**
 * What `file` holds, made by `make` on the first start and kept (mode 0600). Written whole or not at
 * all: a key cut short by a crash would lock everybody out of what it protects.
 */
export const keptSecret = (file: string, make: () => string): string => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
  }
  const secret = make()
  writeFileSync(`${file}.new`, `${secret}\n`, { mode: 0o600, flush: true })
  renameSync(`${file}.new`, file)
  return secret
}
