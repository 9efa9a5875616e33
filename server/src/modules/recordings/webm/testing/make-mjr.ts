import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ALL_FORMATS, EncodedPacketSink, FilePathSource, Input } from 'mediabunny'
import {
  MJR_RECORD_HEADER,
  mjrHeader,
  writeMjrRecordHeader,
} from '../../../../platform/media/mjr.ts'
import type { RecordedPart } from '../survey.ts'

const run = promisify(execFile)

/** A packet as the recorder would have stored it. */
export interface StoredPacket {
  arrivalMs: number
  packet: Buffer
}

/** Packets of one track, evenly arriving, in the order of sending. */
export interface MadeTrack {
  codec: 'opus' | 'vp8' | 'h264'
  packets: StoredPacket[]
}

/** Encode a moving test picture and a tone with ffmpeg. @returns paths of the encoded files. */
export async function encode(directory: string, seconds: number, h264 = false): Promise<string> {
  const path = join(directory, h264 ? 'source.mkv' : 'source.webm')
  const video = h264
    ? [
        '-c:v',
        'libx264',
        '-profile:v',
        'baseline',
        '-pix_fmt',
        'yuv420p',
        '-x264-params',
        'keyint=25:slices=1',
      ]
    : ['-c:v', 'libvpx', '-b:v', '800k', '-g', '25', '-deadline', 'realtime']
  const picture = `testsrc=size=320x240:rate=25:duration=${seconds}`
  const tone = `sine=frequency=440:sample_rate=48000:duration=${seconds}`
  const inputs = ['-f', 'lavfi', '-i', picture, '-f', 'lavfi', '-i', tone]
  await run('ffmpeg', [
    '-v',
    'error',
    '-y',
    ...inputs,
    ...video,
    '-c:a',
    'libopus',
    '-ac',
    '2',
    path,
  ])
  return path
}

/** Take an encoded file apart into RTP packets of one kind. */
export async function packetize(path: string, kind: 'audio' | 'video'): Promise<MadeTrack> {
  const input = new Input({ source: new FilePathSource(path), formats: ALL_FORMATS })
  const track =
    kind === 'audio' ? await input.getPrimaryAudioTrack() : await input.getPrimaryVideoTrack()
  if (!track) throw new Error(`no ${kind} in ${path}`)
  const codec = kind === 'audio' ? 'opus' : path.endsWith('.mkv') ? 'h264' : 'vp8'
  const perSecond = kind === 'audio' ? 48_000 : 90_000
  const headers = codec === 'h264' ? await parameterSets(track as never) : []
  const packets: StoredPacket[] = []
  let sequence = 65_500 // wraps within the first second
  for await (const encoded of new EncodedPacketSink(track).packets()) {
    const data = Buffer.from(encoded.data)
    const payloads =
      codec === 'opus'
        ? [data]
        : codec === 'vp8'
          ? vp8Payloads(data)
          : h264Payloads(encoded.type === 'key' ? headers : [], data)
    payloads.forEach((payload, index) => {
      const header = Buffer.alloc(12)
      header.writeUInt8(0x80, 0)
      header.writeUInt8((codec !== 'opus' && index === payloads.length - 1 ? 0x80 : 0) | 96, 1)
      header.writeUInt16BE(sequence++ & 0xffff, 2)
      // Near the 32-bit end, so that it wraps.
      header.writeUInt32BE((0xffff0000 + Math.round(encoded.timestamp * perSecond)) >>> 0, 4)
      header.writeUInt32BE(4711, 8)
      packets.push({
        arrivalMs: encoded.timestamp * 1000,
        packet: Buffer.concat([header, payload]),
      })
    })
  }
  return { codec, packets }
}

/** Write a track as an MJR file with the description the media host would give. */
export async function writeMjr(
  directory: string,
  track: MadeTrack,
  startedAt: Date,
  seconds: number,
  legId = '00000000-0000-4000-8000-00000000000a',
): Promise<RecordedPart> {
  const kind = track.codec === 'opus' ? 'audio' : 'video'
  const file = `00000000-0000-4000-8000-000000000001-${legId}-${kind}.mjr`
  const micros = startedAt.getTime() * 1000
  const records = track.packets.map(({ arrivalMs, packet }) => {
    const head = Buffer.alloc(MJR_RECORD_HEADER)
    writeMjrRecordHeader(head, 0, arrivalMs, packet.length)
    return Buffer.concat([head, packet])
  })
  const header = mjrHeader({
    t: kind === 'audio' ? 'a' : 'v',
    c: track.codec,
    s: micros,
    u: micros,
  })
  await writeFile(join(directory, file), Buffer.concat([header, ...records]))
  return {
    path: join(directory, file),
    recording: {
      callId: '00000000-0000-4000-8000-000000000002',
      participantId: '00000000-0000-4000-8000-000000000001',
      legId,
      kind,
      codec: track.codec,
      file,
      bytes: 0,
      packets: track.packets.length,
      keyframes: 1,
      startedAt: startedAt.toISOString(),
      endedAt: new Date(startedAt.getTime() + seconds * 1000).toISOString(),
      durationMs: seconds * 1000,
      closed: true,
      error: null,
    },
  }
}

/** What ffprobe says of a file, as comma-separated lines. */
export async function probe(entries: string, path: string): Promise<string> {
  const args = ['-v', 'error', '-show_entries', entries, '-of', 'csv=p=0', path]
  return (await run('ffprobe', args)).stdout
}

/** Duration of a file and how many pictures of it decode, by ffprobe and ffmpeg. */
export async function decode(
  path: string,
): Promise<{ seconds: number; pictures: string[]; sound: number }> {
  const duration = await probe('format=duration', path)
  const untouched = ['-map', '0:v?', '-fps_mode', 'passthrough', '-f', 'framemd5', '-']
  const hashes = await run('ffmpeg', ['-v', 'error', '-xerror', '-i', path, ...untouched])
  const sound = await run(
    'ffmpeg',
    ['-v', 'error', '-i', path, '-map', '0:a?', '-f', 's16le', '-ac', '1', '-'],
    {
      encoding: 'buffer',
      maxBuffer: 1 << 28,
    },
  ).catch(() => ({ stdout: Buffer.alloc(0) }))
  return {
    seconds: Number(duration),
    pictures: hashes.stdout
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => line.split(',').at(-1)?.trim() ?? ''),
    sound: sound.stdout.length / 2 / 48_000,
  }
}

function vp8Payloads(frame: Buffer): Buffer[] {
  return pieces(frame).map((piece, index) =>
    Buffer.concat([Buffer.from([index === 0 ? 0x10 : 0]), piece]),
  )
}

/** One STAP-A with the parameter sets, then NAL units whole or as FU-A. */
function h264Payloads(headers: Buffer[], frame: Buffer): Buffer[] {
  const payloads: Buffer[] = []
  if (headers.length > 0)
    payloads.push(
      Buffer.concat([
        Buffer.from([0x78]),
        ...headers.flatMap((unit) => [Buffer.from([unit.length >> 8, unit.length & 0xff]), unit]),
      ]),
    )
  for (let at = 0; at < frame.length;) {
    const size = frame.readUInt32BE(at)
    const unit = frame.subarray(at + 4, at + 4 + size)
    at += 4 + size
    if (unit.length < 1100) payloads.push(unit)
    else {
      const first = unit.readUInt8(0)
      const parts = pieces(unit.subarray(1))
      parts.forEach((piece, index) => {
        const flags = (index === 0 ? 0x80 : 0) | (index === parts.length - 1 ? 0x40 : 0)
        payloads.push(
          Buffer.concat([Buffer.from([(first & 0xe0) | 28, flags | (first & 0x1f)]), piece]),
        )
      })
    }
  }
  return payloads
}

async function parameterSets(track: {
  getDecoderConfig: () => Promise<{ description: Uint8Array }>
}): Promise<Buffer[]> {
  const record = Buffer.from((await track.getDecoderConfig()).description)
  const spsSize = record.readUInt16BE(6)
  const ppsAt = 8 + spsSize + 1
  return [
    record.subarray(8, 8 + spsSize),
    record.subarray(ppsAt + 2, ppsAt + 2 + record.readUInt16BE(ppsAt)),
  ]
}

function pieces(data: Buffer): Buffer[] {
  const parts: Buffer[] = []
  for (let at = 0; at < data.length; at += 1000) parts.push(data.subarray(at, at + 1000))
  return parts
}
