import { open, readFile, rename } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import { recordingFile } from '@veridesk/contract/media-protocol'

/** The description beside an MJR file: same name, `.json`. */
function sidecarPath(directory: string, file: string): string {
  return join(directory, file.replace(/\.mjr$/, '.json'))
}

/** Write the description so that after a crash it is there whole or not at all. */
export async function writeSidecar(directory: string, recording: RecordingFile): Promise<void> {
  const path = sidecarPath(directory, recording.file)
  const temporary = await open(`${path}.tmp`, 'w', 0o600)
  try {
    await temporary.writeFile(`${JSON.stringify(recording, null, 2)}\n`)
    await temporary.sync()
  } finally {
    await temporary.close()
  }
  await rename(`${path}.tmp`, path)
  const parent = await open(dirname(path), 'r')
  try {
    await parent.sync()
  } finally {
    await parent.close()
  }
}

/** The description beside an MJR file; null when there is none or it does not hold. */
export async function readSidecar(directory: string, file: string): Promise<RecordingFile | null> {
  let text: string
  try {
    text = await readFile(sidecarPath(directory, file), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
  try {
    return recordingFile.parse(JSON.parse(text))
  } catch {
    // Torn or foreign: the file beside it is measured anew.
    return null
  }
}
