import type { Readable } from 'node:stream'

/** Content-addressed files, written once (architecture.md). Keys are SHA-256 in hex. */
export interface Storage {
  /** Durable once resolved; putting the same bytes again is a no-op. Returns the key. */
  put(bytes: Uint8Array): Promise<string>
  /** Null where there is no such file. */
  read(key: string): Promise<{ stream: Readable; bytes: number } | null>
  /** Throws where nothing can be written. */
  check(): Promise<void>
}
