import type { FileHandle } from 'node:fs/promises'
import { mkdir, open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { reason } from '../log.ts'

const FLUSH_EVERY_MS = 1000
/** What may wait for a slow disk, per file, before packets are dropped. */
const MAX_WAITING_BYTES = 16 * 1024 * 1024

interface Slab {
  buffer: Buffer
  used: number
  entries: number
}

/**
 * An append-only file filled from memory: entries are collected in a slab, one asynchronous write
 * takes it to disk each second or when it is full. A slab holds whole entries, so that a failed
 * write leaves no half entry behind: the next slab is written over its place and the file goes on.
 */
export class SlabFile {
  readonly #path: string
  readonly #head: Buffer
  readonly #slabBytes: number
  readonly #timer: NodeJS.Timeout
  #slab: Slab | null = null
  #spare: Buffer | null = null
  #waiting: Slab[] = []
  #writing: Promise<void> | null = null
  #file: FileHandle | null = null
  #bytes = 0
  #entries = 0
  #error: string | null = null

  /** @param head what the file begins with; it is made at once, so that a crash leaves a trace. */
  constructor(path: string, head: Buffer, slabBytes: number) {
    this.#path = path
    this.#head = head
    this.#slabBytes = slabBytes
    this.#timer = setInterval(() => this.flush(), FLUSH_EVERY_MS)
    this.#timer.unref()
    this.flush()
  }

  /** Bytes that are in the file. */
  get bytes(): number {
    return this.#bytes
  }

  /** Entries that are in the file, the head not counted. */
  get entries(): number {
    return this.#entries
  }

  /** The first thing that went wrong; null while every byte was written. */
  get error(): string | null {
    return this.#error
  }

  /** Room for one entry of `size` bytes, to be filled at once; null when the disk is too slow. */
  reserve(size: number): { buffer: Buffer; at: number } | null {
    if (this.#slab && this.#slab.used + size > this.#slab.buffer.length) this.flush()
    if (!this.#slab) {
      const waiting = this.#waiting.length * this.#slabBytes
      if (size > this.#slabBytes || waiting >= MAX_WAITING_BYTES) {
        this.#error ??= 'the disk is too slow: packets were dropped'
        return null
      }
      this.#slab = {
        buffer: this.#spare ?? Buffer.allocUnsafe(this.#slabBytes),
        used: 0,
        entries: 0,
      }
      this.#spare = null
    }
    const { buffer, used: at } = this.#slab
    this.#slab.used += size
    this.#slab.entries += 1
    return { buffer, at }
  }

  /** Write what is left, make it durable and close. Never rejects: see `error`. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    this.flush()
    while (this.#writing) await this.#writing
    // The closed file is remembered as long as its call lives.
    this.#spare = null
    try {
      // A torn write may have left bytes behind the last whole one.
      if (this.#error !== null) await this.#file?.truncate(this.#bytes)
      await this.#file?.datasync()
      await this.#file?.close()
    } catch (error) {
      this.#error ??= reason(error)
    }
  }

  /** Hand what is collected to the disk, without waiting. */
  flush(): void {
    if (this.#slab) this.#waiting.push(this.#slab)
    this.#slab = null
    if (this.#waiting.length > 0 || this.#bytes === 0) this.#writing ??= this.#writeAll()
  }

  async #writeAll(): Promise<void> {
    do {
      const slab = this.#waiting.shift()
      try {
        this.#file ??= await create(this.#path)
        if (this.#bytes === 0) await this.#append(this.#file, this.#head)
        if (slab) {
          await this.#append(this.#file, slab.buffer.subarray(0, slab.used))
          this.#entries += slab.entries
        }
      } catch (error) {
        this.#error ??= reason(error)
      }
      if (slab) this.#spare = slab.buffer
    } while (this.#waiting.length > 0)
    this.#writing = null
  }

  /** Counts only what was written whole, so that the next try takes the place of a torn one. */
  async #append(file: FileHandle, data: Buffer): Promise<void> {
    for (let done = 0; done < data.length;) {
      const { bytesWritten } = await file.write(data, done, data.length - done, this.#bytes + done)
      done += bytesWritten
    }
    this.#bytes += data.length
  }
}

async function create(path: string): Promise<FileHandle> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  return open(path, 'w', 0o600)
}
