import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import { log, reason } from '../log.ts'
import { measure } from './measure.ts'
import { readSidecar, writeSidecar } from './sidecar.ts'

const isMjr = (name: string) => name.endsWith('.mjr')

/** The recordings on disk: a directory for each call, in it an MJR file and its description for each track. */
export class RecordingLibrary {
  readonly #root: string
  readonly #isOfThisRun: (callId: string, file: string) => boolean
  /** What is being read or measured now, by path: nobody measures a file twice at once. */
  readonly #describing = new Map<string, Promise<RecordingFile | null>>()

  /** @param isOfThisRun whether this process writes the file, or wrote it and knows more of it than the disk. */
  constructor(root: string, isOfThisRun: (callId: string, file: string) => boolean) {
    this.#root = root
    this.#isOfThisRun = isOfThisRun
  }

  directoryOf(callId: string): string {
    return join(this.#root, callId)
  }

  /** A call's finished recordings, by file name; one that a crash left open is measured first. */
  async recordingsOf(callId: string): Promise<RecordingFile[]> {
    const files = (await list(this.directoryOf(callId))).filter(isMjr)
    const found = await Promise.all(files.map((file) => this.#describe(callId, file)))
    return found.filter((recording) => recording !== null)
  }

  /**
   * After a crash: measure every file that has no description and write one, one after the other.
   * Never rejects.
   * @returns how many files were left open by an earlier run.
   */
  async reconcile(): Promise<number> {
    let reconciled = 0
    for (const callId of await this.#attempt('', () => list(this.#root), [])) {
      const names = new Set(await this.#attempt(callId, () => list(this.directoryOf(callId)), []))
      for (const file of names) {
        if (!isMjr(file) || names.has(file.replace(/\.mjr$/, '.json'))) continue
        const found = await this.#attempt(callId, () => this.#describe(callId, file), null)
        if (found !== null) reconciled += 1
      }
    }
    return reconciled
  }

  #describe(callId: string, file: string): Promise<RecordingFile | null> {
    // Asked first: once it is not ours any more, its description is there.
    if (this.#isOfThisRun(callId, file)) return Promise.resolve(null)
    const path = join(this.directoryOf(callId), file)
    const describing =
      this.#describing.get(path) ??
      this.#readOrMeasure(callId, file).finally(() => this.#describing.delete(path))
    this.#describing.set(path, describing)
    return describing
  }

  async #readOrMeasure(callId: string, file: string): Promise<RecordingFile | null> {
    const directory = this.directoryOf(callId)
    const described = await readSidecar(directory, file)
    if (described !== null) return described
    const measured = await measure(directory, callId, file)
    // A description that cannot be written is no reason to keep it back; it will be measured again.
    if (measured !== null)
      await this.#attempt(callId, () => writeSidecar(directory, measured), undefined)
    return measured
  }

  async #attempt<T>(callId: string, work: () => Promise<T>, otherwise: T): Promise<T> {
    try {
      return await work()
    } catch (error) {
      log('error', 'cannot reconcile recordings', { callId, reason: reason(error) })
      return otherwise
    }
  }
}

async function list(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).toSorted()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
