import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Storage } from './port.ts'

/** Files below `root`, two characters of the key per folder; a file appears whole or not at all. */
export function createDiskStorage(root: string): Storage {
  const fileOf = (key: string) => path.join(root, key.slice(0, 2), key)
  const passing = (name: string) => {
    if (!/^[a-z0-9][a-z0-9.-]*$/.test(name)) throw new Error('not the name of a passing file')
    return path.join(root, 'passing', name)
  }

  async function writeDurably(target: string, bytes: Uint8Array): Promise<void> {
    const folder = path.dirname(target)
    await mkdir(folder, { recursive: true })
    const temporary = path.join(folder, `.${randomUUID()}`)
    try {
      const file = await open(temporary, 'wx', 0o640)
      try {
        await file.writeFile(bytes)
        await file.sync()
      } finally {
        await file.close()
      }
      await rename(temporary, target)
      const directory = await open(folder, 'r')
      await directory.sync().finally(() => directory.close())
    } catch (cause) {
      await rm(temporary, { force: true })
      throw cause
    }
  }

  const sizeOf = async (file: string): Promise<number | null> =>
    stat(file).then(
      (found) => found.size,
      () => null,
    )
  const read = async (file: string) => {
    const bytes = await sizeOf(file)
    return bytes === null ? null : { stream: createReadStream(file), bytes }
  }

  return {
    async put(bytes) {
      const key = createHash('sha256').update(bytes).digest('hex')
      if ((await sizeOf(fileOf(key))) !== bytes.length) await writeDurably(fileOf(key), bytes)
      return key
    },
    read: (key) => read(fileOf(key)),
    async writePassing(name, source) {
      const target = passing(name)
      await mkdir(path.dirname(target), { recursive: true, mode: 0o700 })
      const part = `${target}.part`
      await pipeline(source, createWriteStream(part, { mode: 0o600, flush: true }))
      await rename(part, target)
      return (await sizeOf(target)) ?? 0
    },
    readPassing: async (name) => read(passing(name)),
    async removePassing(name) {
      await rm(passing(name), { force: true })
      await rm(`${passing(name)}.part`, { force: true })
    },
    async check() {
      const probe = path.join(root, `.writable-${randomUUID()}`)
      await writeDurably(probe, new Uint8Array())
      await rm(probe, { force: true })
    },
  }
}
