import { randomUUID } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import { writeMjr } from './make-mjr.ts'

/** Opus silence, as the media host would have stored it of a new leg. */
export async function silentSound(
  of: { callId: string; participantId: string },
  seconds: number,
): Promise<{ file: RecordingFile; bytes: Buffer }> {
  const packets = Array.from({ length: seconds * 50 }, (_, index) => {
    const header = Buffer.from([0x80, 111, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
    header.writeUInt16BE(index, 2)
    header.writeUInt32BE(index * 960, 4)
    return {
      arrivalMs: index * 20,
      packet: Buffer.concat([header, Buffer.from([0xf8, 0xff, 0xfe])]),
    }
  })
  const folder = await mkdtemp(path.join(tmpdir(), 'veridesk-sound-'))
  try {
    const track = { codec: 'opus' as const, packets }
    const made = await writeMjr(folder, track, new Date(), seconds, randomUUID())
    const bytes = await readFile(made.path)
    return { file: { ...made.recording, ...of, bytes: bytes.length }, bytes }
  } finally {
    await rm(folder, { recursive: true })
  }
}
