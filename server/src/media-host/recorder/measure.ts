import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import { recordingFile } from '@veridesk/contract/media-protocol'
import { beginsKeyframe } from '../../platform/media/keyframe.ts'
import { readMjr } from '../../platform/media/mjr.ts'
import { rtpPayload, timestampOf } from '../../platform/media/rtp.ts'
import { log, reason } from '../log.ts'

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'
const NAME = new RegExp(`^(${UUID})-(${UUID})-(audio|video)(?:\\.\\d+)?\\.mjr$`)

/**
 * Describe an MJR file that its run left without a description: counted packet by packet up to the
 * last whole one. Null for a file that is none of ours.
 */
export async function measure(
  directory: string,
  callId: string,
  file: string,
): Promise<RecordingFile | null> {
  const [, participantId, legId, kind] = NAME.exec(file) ?? []
  if (!participantId || !legId || !kind) return null
  const path = join(directory, file)
  const { size, birthtime, mtime } = await stat(path)
  let codec: string | null = null
  let startedMs = birthtime.getTime()
  let packets = 0
  let keyframes = 0
  let lastKeyframe = -1
  let first = 0
  let last = 0
  let error: string | null = null
  try {
    for await (const { info, records } of readMjr(path)) {
      codec = info.c
      startedMs = info.s / 1000
      for (const { arrivalMs, packet } of records) {
        if (packets === 0) first = arrivalMs
        last = Math.max(last, arrivalMs)
        packets += 1
        if (codec !== 'vp8' && codec !== 'h264') continue
        const payload = rtpPayload(packet)
        if (!payload || timestampOf(packet) === lastKeyframe || !beginsKeyframe(codec, payload))
          continue
        lastKeyframe = timestampOf(packet)
        keyframes += 1
      }
    }
  } catch (caught) {
    // Killed before the first write: an empty file is a true, if sad, recording.
    log('warn', 'a recording left by an earlier run cannot be read', {
      file,
      reason: reason(caught),
    })
    error = reason(caught)
  }
  return recordingFile.parse({
    callId,
    participantId,
    legId,
    kind,
    codec,
    file,
    bytes: size,
    packets,
    keyframes,
    startedAt: new Date(startedMs).toISOString(),
    endedAt: (packets > 0 ? new Date(startedMs + last) : mtime).toISOString(),
    durationMs: packets > 0 ? last - first : 0,
    closed: true,
    error,
  })
}
