import type { RecordingFile } from '@veridesk/contract/media-protocol'
import { readMjr } from '../../../platform/media/mjr.ts'
import { extensionOf, rtpPayload, timestampOf } from '../../../platform/media/rtp.ts'
import { h264Format } from './h264-pictures.ts'
import type { PictureFormat } from './picture.ts'
import { RtpClock } from './rtp-clock.ts'
import { vp8Format } from './vp8-pictures.ts'

/** One MJR file and what the media host wrote about it. */
export interface RecordedPart {
  path: string
  recording: RecordingFile
}

/** What must be known of a part before its packets are turned into pictures and sound. */
export interface SurveyedPart extends RecordedPart {
  codec: 'opus' | 'vp8' | 'h264'
  /** Wall clock of its first packet, ms since 1970. */
  firstMs: number
  /** Wall clock that record times count from. */
  zeroMs: number
  /** What to add to RTP time to get wall clock, by the fastest packets of the first seconds. */
  rtpOffsetMs: number
  /** The largest picture; null for sound and where no keyframe came. */
  format: PictureFormat | null
  /** Clockwise turn for most of the time, in degrees. */
  rotation: 0 | 90 | 180 | 270
}

const ALIGN_OVER_MS = 5000
const ORIENTATION = 'urn:3gpp:video-orientation'

/** Read a part once, without keeping it; null when it has no packet. */
export async function survey(part: RecordedPart): Promise<SurveyedPart | null> {
  const { codec } = part.recording
  if (codec === null) return null
  const clock = new RtpClock(codec)
  const turns = [0, 0, 0, 0]
  let turn = 0
  let firstMs = -1
  let zeroMs = 0
  let rtpOffsetMs = Infinity
  let format: PictureFormat | null = null
  for await (const { info, records } of readMjr(part.path)) {
    zeroMs = info.u / 1000
    const orientationId = Number(
      Object.entries(info.x ?? {}).find(([, uri]) => uri === ORIENTATION)?.[0] ?? 0,
    )
    for (const { packet, arrivalMs } of records) {
      const payload = rtpPayload(packet)
      if (!payload || payload.length === 0) continue
      if (firstMs < 0) firstMs = arrivalMs
      if (arrivalMs - firstMs < ALIGN_OVER_MS)
        rtpOffsetMs = Math.min(rtpOffsetMs, arrivalMs - clock.toMs(timestampOf(packet)))
      if (codec === 'opus') continue
      const found = codec === 'vp8' ? vp8Format(payload) : h264Format(payload)
      if (found && (!format || found.width * found.height > format.width * format.height))
        format = found
      turn = (extensionOf(packet, orientationId)?.[0] ?? turn) & 3
      turns[turn] = (turns[turn] ?? 0) + 1
    }
  }
  if (firstMs < 0) return null
  const rotation = (turns.indexOf(Math.max(...turns)) * 90) as SurveyedPart['rotation']
  return { ...part, codec, firstMs: zeroMs + firstMs, zeroMs, rtpOffsetMs, format, rotation }
}
