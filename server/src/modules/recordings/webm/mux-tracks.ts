import type { Output } from 'mediabunny'
import { EncodedAudioPacketSource, EncodedPacket, EncodedVideoPacketSource } from 'mediabunny'
import type { PictureFormat } from './picture.ts'
import type { Sample } from './samples.ts'
import type { SurveyedPart } from './survey.ts'

/** A track of the file being written. */
export interface MuxTrack {
  /** Write one sample, which lasts until the next. */
  add: (sample: Sample, durationMs: number) => Promise<void>
  /** No more will come: the other tracks need not be held back for it. */
  close: () => void
}

/** Add an Opus track. */
export function addSound(output: Output): MuxTrack {
  const source = new EncodedAudioPacketSource('opus')
  output.addAudioTrack(source)
  const meta = {
    decoderConfig: {
      codec: 'opus',
      sampleRate: 48_000,
      numberOfChannels: 2,
      description: opusHead(),
    },
  }
  return {
    add: async (sample, durationMs) => await source.add(packetOf(sample, durationMs), meta),
    close: () => source.close(),
  }
}

/** Add a video track; null when no part had a keyframe: nobody could decode it. */
export function addPictures(output: Output, parts: readonly SurveyedPart[]): MuxTrack | null {
  const [largest] = parts.filter((part) => part.format).toSorted((a, b) => area(b) - area(a))
  if (!largest?.format) return null
  const source = new EncodedVideoPacketSource(largest.codec === 'vp8' ? 'vp8' : 'avc')
  output.addVideoTrack(source, { rotation: largest.rotation })
  const meta = { decoderConfig: decoderConfigOf(largest.format) }
  return {
    add: async (sample, durationMs) => await source.add(packetOf(sample, durationMs), meta),
    close: () => source.close(),
  }
}

function packetOf({ data, isKey, atMs }: Sample, durationMs: number): EncodedPacket {
  return new EncodedPacket(data, isKey ? 'key' : 'delta', atMs / 1000, durationMs / 1000)
}

function decoderConfigOf({ width, height, description }: PictureFormat) {
  return {
    codec: description ? `avc1.${description.toString('hex', 1, 4)}` : 'vp8',
    codedWidth: width,
    codedHeight: height,
    ...(description ? { description } : {}),
  }
}

const area = ({ format }: SurveyedPart): number => (format ? format.width * format.height : 0)

/** The `OpusHead` record (RFC 7845, 5.1): stereo, no pre-skip, 48 kHz. */
function opusHead(): Buffer {
  const head = Buffer.alloc(19)
  head.write('OpusHead', 'latin1')
  head.writeUInt8(1, 8)
  head.writeUInt8(2, 9)
  head.writeUInt32LE(48_000, 12)
  return head
}
