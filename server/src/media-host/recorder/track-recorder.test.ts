import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { randomUUID } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recordingFile } from '@veridesk/contract/media-protocol'
import type { MjrInfo, MjrRecord } from '../../platform/media/mjr.ts'
import { readMjr } from '../../platform/media/mjr.ts'
import {
  payloadTypeOf,
  rtpPayload,
  sequenceOf,
  ssrcOf,
  timestampOf,
} from '../../platform/media/rtp.ts'
import { rtpPacket } from '../testing/packets.ts'
import { LegRecorders } from './leg-recorders.ts'
import type { TrackToRecord } from './track-recorder.ts'
import { TrackRecorder } from './track-recorder.ts'

const KEYFRAME = Buffer.from('10509d012a', 'hex').fill(0x10, 0, 1).fill(0x50, 1, 2)
const DELTA = Buffer.from('1051', 'hex')

let root: string

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'recorder-'))
})

afterEach(async () => await rm(root, { recursive: true }))

const track = (changes: Partial<TrackToRecord> = {}): TrackToRecord => ({
  directory: join(root, 'call'),
  callId: randomUUID(),
  participantId: randomUUID(),
  legId: randomUUID(),
  kind: 'video',
  codec: 'vp8',
  types: { opus: 111, red: 63, video: 96, rtx: 97 },
  extensions: new Map([['urn:3gpp:video-orientation', 13]]),
  ssrc: 4711,
  ...changes,
})

async function read(path: string): Promise<{ info: MjrInfo | null; records: MjrRecord[] }> {
  const result: { info: MjrInfo | null; records: MjrRecord[] } = { info: null, records: [] }
  for await (const { info, records } of readMjr(path)) {
    result.info = info
    result.records.push(...records)
  }
  return result
}

describe('a recorded track', () => {
  test('holds the packets as they came, behind a head that Janus reads', async () => {
    const target = track()
    const recorder = new TrackRecorder(target)
    const packets = [KEYFRAME, DELTA, DELTA].map((payload, index) =>
      rtpPacket({
        type: 96,
        sequence: index,
        ssrc: 4711,
        timestamp: index * 3000,
        marker: true,
        payload,
      }),
    )
    for (const packet of packets) recorder.put(packet, false)
    const recording = await recorder.close()
    expect(recording).toMatchObject({
      packets: 3,
      keyframes: 1,
      closed: true,
      error: null,
      codec: 'vp8',
    })
    const { info, records } = await read(join(target.directory, recording.file))
    expect(info).toMatchObject({ t: 'v', c: 'vp8', x: { 13: 'urn:3gpp:video-orientation' } })
    expect(info?.s).toBe(Date.parse(recording.startedAt) * 1000)
    expect(records.map((record) => record.packet)).toEqual(packets)
    const bytes = await readFile(join(target.directory, recording.file))
    expect(bytes.toString('latin1', 0, 8)).toBe('MJR00002')
    expect(bytes).toHaveLength(recording.bytes)
    const sidecar = await readFile(
      join(target.directory, recording.file.replace('.mjr', '.json')),
      'utf8',
    )
    expect(recordingFile.parse(JSON.parse(sidecar))).toEqual(recording)
  })

  test('gets retransmissions back under their first SSRC, number and type', async () => {
    const target = track()
    const recorder = new TrackRecorder(target)
    const payload = Buffer.concat([Buffer.from([0x12, 0x34]), KEYFRAME])
    const rtx = rtpPacket({
      type: 97,
      sequence: 9,
      ssrc: 4712,
      timestamp: 90,
      marker: true,
      payload,
    })
    recorder.put(rtx, true)
    // Chromium probes with retransmissions of what was not lost, and with nothing but padding.
    recorder.put(rtx, true)
    const padding = rtpPacket({
      type: 97,
      sequence: 10,
      ssrc: 4712,
      payload: Buffer.alloc(200, 200),
    })
    padding.writeUInt8(0xa0, 0)
    recorder.put(padding, true)
    const recording = await recorder.close()
    const { records } = await read(join(target.directory, recording.file))
    expect(records).toHaveLength(1)
    const stored = records[0]?.packet ?? Buffer.alloc(0)
    expect([
      ssrcOf(stored),
      sequenceOf(stored),
      payloadTypeOf(stored),
      timestampOf(stored),
    ]).toEqual([4711, 0x1234, 96, 90])
    expect(stored.readUInt8(1) >= 0x80).toBe(true)
    expect(rtpPayload(stored)).toEqual(KEYFRAME)
    expect(recording.keyframes).toBe(1)
  })

  test('holds plain Opus where RED came, with lost packets filled from redundancy', async () => {
    const target = track({ kind: 'audio', codec: 'opus' })
    const recorder = new TrackRecorder(target)
    const red = (sequence: number) =>
      rtpPacket({
        type: 63,
        sequence,
        ssrc: 4711,
        timestamp: sequence * 960,
        payload: Buffer.concat([
          Buffer.from('ef0f00016f', 'hex'),
          Buffer.from([sequence - 1]),
          Buffer.from([sequence]),
        ]),
      })
    for (const sequence of [1, 2, 4, 3, 5]) recorder.put(red(sequence), false)
    const recording = await recorder.close()
    const { records } = await read(join(target.directory, recording.file))
    const stored = records.map(({ packet }) => [
      payloadTypeOf(packet),
      sequenceOf(packet),
      timestampOf(packet) / 960,
      rtpPayload(packet)?.[0],
    ])
    expect(stored).toEqual([1, 2, 3, 4, 5].map((sequence) => [111, sequence, sequence, sequence]))
  })

  test('that brought nothing stays as a row with no packets', async () => {
    const recording = await new TrackRecorder(track()).close()
    expect(recording).toMatchObject({
      packets: 0,
      keyframes: 0,
      durationMs: 0,
      closed: true,
      error: null,
    })
    expect(recording.bytes).toBeGreaterThan(0)
  })

  test('that cannot be written says so and takes packets all the same', async () => {
    await writeFile(join(root, 'call'), 'a file where the directory should be')
    const recorder = new TrackRecorder(track())
    recorder.put(rtpPacket({ type: 96, sequence: 1, ssrc: 4711, payload: DELTA }), false)
    const recording = await recorder.close()
    expect(recording.error).toMatch(/ENOTDIR|EEXIST/)
    expect(recording).toMatchObject({ packets: 0, bytes: 0 })
  })

  test('goes on in the same file when the disk recovers, and the error stays', async () => {
    const target = track()
    await writeFile(target.directory, 'a file where the directory should be')
    const recorder = new TrackRecorder(target)
    const filler = (sequence: number) =>
      rtpPacket({ type: 96, sequence, ssrc: 4711, payload: Buffer.alloc(60_000, 0x01) })
    for (let sequence = 0; sequence < 6; sequence++) recorder.put(filler(sequence), false)
    await expect.poll(() => recorder.describe().error).toMatch(/ENOTDIR|EEXIST/)
    await rm(target.directory)
    for (let sequence = 6; sequence < 12; sequence++) recorder.put(filler(sequence), false)
    const recording = await recorder.close()
    expect(recording.error).toMatch(/ENOTDIR|EEXIST/)
    const { records } = await read(join(target.directory, recording.file))
    expect(records).toHaveLength(recording.packets)
    expect(records.map(({ packet }) => sequenceOf(packet)).slice(-6)).toEqual([6, 7, 8, 9, 10, 11])
  })
})

describe('the recorders of a leg', () => {
  test('begin a further part when a renegotiation changed the track', async () => {
    const recorders = new LegRecorders()
    const target = track()
    recorders.arm(target)
    recorders.arm({ ...target })
    recorders.arm({ ...target, codec: 'h264', types: { ...target.types, video: 102 } })
    const recordings = await recorders.close()
    expect(recordings.map(({ file, codec }) => [file.slice(-11), codec])).toEqual([
      [recordings[0]?.file.slice(-11), 'vp8'],
      ['video.2.mjr', 'h264'],
    ])
  })
})
