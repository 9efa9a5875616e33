import { closeSync, fstatSync, mkdirSync, openSync, renameSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** 10 MB hold some 40,000 lines; with the older ones a log takes 60 MB at most. */
const mostBytes = 10 * 1024 * 1024
const olderKept = 5

/** Moves `file` to `file.1`, that one to `file.2` and so on, the oldest out; nothing where it is smaller than `bytes`. */
export const rotate = (file: string, bytes = mostBytes): void => {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) < bytes) return
  const names = [file, ...Array.from({ length: olderKept }, (_, index) => `${file}.${index + 1}`)]
  for (let index = olderKept; index > 0; index -= 1) {
    const [from = '', to = ''] = names.slice(index - 1, index + 1)
    if (statSync(from, { throwIfNoEntry: false })) renameSync(from, to)
  }
}

/**
 * Opens a log (mode 0600), rotated by size, for the life of this process. Lines are written at once: the last
 * words of a child that dies are what one looks for.
 * @returns what appends a line; it never throws, for a full disk must not stop a call: the line goes to
 * stderr then
 */
export const openLog = (file: string, bytes = mostBytes): ((line: string) => void) => {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const open = () => openSync(file, 'a', 0o600)
  rotate(file, bytes)
  let log = open()
  let size = fstatSync(log).size
  return (line) => {
    const data = Buffer.from(`${line}\n`)
    try {
      if (size + data.length > bytes) {
        rotate(file, 1)
        const next = open()
        closeSync(log)
        log = next
        size = 0
      }
      size += writeSync(log, data)
    } catch (error) {
      console.error(`${file}: ${error instanceof Error ? error.message : String(error)}\n${line}`)
    }
  }
}
