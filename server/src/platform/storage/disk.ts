import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, rename, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Storage } from './port.ts'

/** Files below `root`, two characters of the key per folder; a file appears whole or not at all. */
export function createDiskStorage(root: string): Storage {
  const fileOf = (key: string) => path.join(root, key.slice(0, 2), key)

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

  const sizeOf = async (key: string): Promise<number | null> =>
    stat(fileOf(key)).then(
      (found) => found.size,
      () => null,
    )

  return {
    async put(bytes) {
      const key = createHash('sha256').update(bytes).digest('hex')
      if ((await sizeOf(key)) !== bytes.length) await writeDurably(fileOf(key), bytes)
      return key
    },
    async read(key) {
      const bytes = await sizeOf(key)
      return bytes === null ? null : { stream: createReadStream(fileOf(key)), bytes }
    },
    async check() {
      const probe = path.join(root, `.writable-${randomUUID()}`)
      await writeDurably(probe, new Uint8Array())
      await rm(probe, { force: true })
    },
  }
}
