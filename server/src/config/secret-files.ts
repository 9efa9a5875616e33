/** Settings whose value may stand in a file, named by `NAME_FILE`. */
import { readFileSync } from 'node:fs'
import { ConfigError } from './config-error.ts'

export type Given = Readonly<Record<string, string | undefined>>

/** `given` with the contents of the files in place of their names. Throws `ConfigError` naming the setting. */
export function withFiles(given: Given, names: readonly string[]): Given {
  const read: Record<string, string | undefined> = { ...given }
  for (const name of names) {
    const file = given[`${name}_FILE`]
    if (file === undefined) continue
    if (given[name] !== undefined) throw new ConfigError(`Set ${name} or ${name}_FILE, not both.`)
    try {
      read[name] = readFileSync(file, 'utf8').trim()
    } catch {
      throw new ConfigError(`${name}_FILE ${file} cannot be read.`)
    }
    if (read[name] === '') throw new ConfigError(`${name}_FILE ${file} is empty.`)
    delete read[`${name}_FILE`]
  }
  return read
}
