import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, rm, stat } from 'node:fs/promises'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { MediaEngineError } from '../../platform/media/port.ts'
import type { RecordingRow } from './repository.ts'
import { NothingRecordedError, toWebm } from './webm/to-webm.ts'

function describe(row: RecordingRow): RecordingFile {
  return {
    callId: row.callId,
    participantId: row.participantId,
    legId: row.legId,
    kind: row.kind,
    codec: row.codec as RecordingFile['codec'],
    file: row.file,
    bytes: row.bytes,
    packets: row.packets,
    keyframes: row.keyframes,
    startedAt: row.startedAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
    durationMs: row.durationMs,
    closed: true,
    error: row.error,
  }
}

/**
 * One participant's tracks, fetched from their media hosts and muxed into one file that is removed once
 * it was read. Throws `recording_empty`, `media_unavailable`.
 */
export async function convert(
  ctx: Pick<AppContext, 'config' | 'media'>,
  rows: readonly RecordingRow[],
): Promise<{ stream: Readable; bytes: number; container: 'webm' | 'mkv' }> {
  const parent = path.join(ctx.config.dataDir, 'tmp')
  await mkdir(parent, { recursive: true })
  const folder = await mkdtemp(path.join(parent, 'recording-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const files = []
    for (const row of rows) {
      const target = path.join(folder, row.file)
      const { mediaHost: host, callId, file } = row
      await pipeline(
        await ctx.media.readRecording({ host, callId, file }),
        createWriteStream(target),
      )
      files.push({ path: target, recording: describe(row) })
    }
    const made = await toWebm({ files, out: path.join(folder, 'whole') })
    const { size } = await stat(made.path)
    const stream = createReadStream(made.path)
    stream.once('close', () => void remove())
    return { stream, bytes: size, container: made.container }
  } catch (cause) {
    await remove()
    if (cause instanceof NothingRecordedError) throw new AppError('recording_empty', { cause })
    if (cause instanceof MediaEngineError) throw new AppError('media_unavailable', { cause })
    throw cause
  }
}
