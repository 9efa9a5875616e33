import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import { measure } from './measure.ts'
import { readSidecar, writeSidecar } from './sidecar.ts'
import { log, reason } from '../log.ts'

/** All closed recordings of a call, by file name; empty when it has none. */
export async function closedRecordings(root: string, callId: string): Promise<RecordingFile[]> {
  const directory = join(root, callId)
  const found = await Promise.all(
    (await list(directory)).filter(isMjr).map((file) => readSidecar(directory, file)),
  )
  return found.filter((recording) => recording !== null)
}

/**
 * After a crash: measure every MJR file that has no description and write one. Run before the
 * first call is accepted.
 * @returns how many files were left open by an earlier run.
 */
export async function reconcile(root: string): Promise<number> {
  let reconciled = 0
  for (const callId of await list(root)) {
    const directory = join(root, callId)
    for (const file of (await list(directory)).filter(isMjr)) {
      try {
        if ((await readSidecar(directory, file)) !== null) continue
        const recording = await measure(directory, callId, file)
        if (recording === null) continue
        await writeSidecar(directory, recording)
        reconciled += 1
      } catch (error) {
        log('error', 'cannot reconcile a recording', { callId, file, reason: reason(error) })
      }
    }
  }
  return reconciled
}

const isMjr = (name: string) => name.endsWith('.mjr')

async function list(directory: string): Promise<string[]> {
  try {
    return (await readdir(directory)).toSorted()
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return []
    throw error
  }
}
