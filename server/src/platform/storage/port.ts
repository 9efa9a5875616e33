import type { Readable } from 'node:stream'

/**
 * Content-addressed files, written once (architecture.md): keys are SHA-256 in hex. And passing files of a
 * name, which come and go: names are lower-case letters, digits, `-` and `.`.
 */
export interface Storage {
  /** Durable once resolved; putting the same bytes again is a no-op. Returns the key. */
  put(bytes: Uint8Array): Promise<string>
  /** Null where there is no such file. */
  read(key: string): Promise<{ stream: Readable; bytes: number } | null>
  /** A passing file, for the owner of the process alone; it appears whole or not at all. Returns its bytes. */
  writePassing(name: string, source: Readable): Promise<number>
  /** Null where there is no such file. */
  readPassing(name: string): Promise<{ stream: Readable; bytes: number } | null>
  /** Also what an interrupted `writePassing` left; nothing where there is neither. */
  removePassing(name: string): Promise<void>
  /** Throws where nothing can be written. */
  check(): Promise<void>
}
