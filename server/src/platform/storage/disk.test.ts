import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { beforeEach, expect, it } from 'vitest'
import { createDiskStorage } from './disk.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'veridesk-files-'))
})

it('keeps bytes under their SHA-256 and gives them back unchanged', async () => {
  const storage = createDiskStorage(root)
  const bytes = Buffer.from('a picture')
  const key = await storage.put(bytes)
  expect(key).toBe(createHash('sha256').update(bytes).digest('hex'))
  const found = await storage.read(key)
  expect(found?.bytes).toBe(bytes.length)
  expect(found && (await buffer(found.stream))).toEqual(bytes)
})

it('writes the same content once, also when asked twice at once, and leaves no temporary file', async () => {
  const storage = createDiskStorage(root)
  const keys = await Promise.all([storage.put(Buffer.from('x')), storage.put(Buffer.from('x'))])
  expect(keys[0]).toBe(keys[1])
  expect(await readdir(path.join(root, keys[0].slice(0, 2)))).toEqual([keys[0]])
})

it('writes anew where a file of that name is short', async () => {
  const storage = createDiskStorage(root)
  const key = await storage.put(Buffer.from('whole'))
  const file = path.join(root, key.slice(0, 2), key)
  await writeFile(file, 'who')
  await storage.put(Buffer.from('whole'))
  expect(await readFile(file, 'utf8')).toBe('whole')
})

it('answers null for what it does not have', async () => {
  expect(await createDiskStorage(root).read('0'.repeat(64))).toBeNull()
})

it('says when nothing can be written', async () => {
  await createDiskStorage(root).check()
  await writeFile(path.join(root, 'file'), '')
  await expect(createDiskStorage(path.join(root, 'file')).check()).rejects.toThrow()
})
