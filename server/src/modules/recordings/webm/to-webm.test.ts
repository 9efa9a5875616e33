import { mkdtemp, readdir, rm, stat, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { MadeTrack } from './testing/make-mjr.ts'
import { decode, encode, packetize, probe, writeMjr } from './testing/make-mjr.ts'
import { NothingRecordedError, toWebm } from './to-webm.ts'

const SECONDS = 4
const startedAt = new Date('2026-03-01T08:00:00.000Z')

let directory: string
let sourceHashes: string[]
let video: MadeTrack
let audio: MadeTrack

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'webm-'))
  const source = await encode(directory, SECONDS)
  sourceHashes = (await decode(source)).pictures
  video = await packetize(source, 'video')
  audio = await packetize(source, 'audio')
}, 60_000)

afterAll(async () => await rm(directory, { recursive: true }))

const without = (track: MadeTrack, drop: (index: number) => boolean): MadeTrack => ({
  ...track,
  packets: track.packets.filter((_, index) => !drop(index)),
})

const later = (track: MadeTrack, ms: number): MadeTrack => ({
  ...track,
  packets: track.packets.map((entry) => ({ ...entry, arrivalMs: entry.arrivalMs + ms })),
})

describe('a recording becomes one file', () => {
  test('every picture and all the sound, over wrapping sequence numbers and timestamps', async () => {
    const files = [
      await writeMjr(directory, video, startedAt, SECONDS),
      await writeMjr(directory, audio, startedAt, SECONDS),
    ]
    const result = await toWebm({ files, out: join(directory, 'whole') })
    expect(result).toMatchObject({ container: 'webm', lostPackets: 0, skippedPictures: 0 })
    const decoded = await decode(result.path)
    expect(decoded.pictures).toEqual(sourceHashes)
    expect(decoded.seconds).toBeCloseTo(SECONDS, 1)
    expect(decoded.sound).toBeCloseTo(SECONDS, 0)
  })

  test('packets out of order and doubled are put right', async () => {
    const shuffled = { ...video, packets: [...video.packets] }
    for (let index = 10; index + 7 < shuffled.packets.length; index += 20) {
      const moved = shuffled.packets[index]
      if (!moved) continue
      shuffled.packets.splice(index + 6, 0, { ...moved, arrivalMs: moved.arrivalMs + 100 })
      if (index % 40 === 10) shuffled.packets.splice(index, 1)
    }
    const files = [await writeMjr(directory, shuffled, startedAt, SECONDS)]
    const result = await toWebm({ files, out: join(directory, 'shuffled') })
    expect((await decode(result.path)).pictures).toEqual(sourceHashes)
  })

  test('after a loss pictures are missing until the next keyframe, and the rest is untouched', async () => {
    // A picture in the middle of the second second; keyframes come every 25 pictures.
    const lost = video.packets.findIndex((entry) => entry.arrivalMs > 1300)
    const files = [
      await writeMjr(
        directory,
        without(video, (index) => index === lost),
        startedAt,
        SECONDS,
      ),
    ]
    const result = await toWebm({ files, out: join(directory, 'lossy') })
    const { pictures, seconds } = await decode(result.path)
    expect(result.lostPackets).toBe(1)
    expect(pictures.length).toBeLessThan(sourceHashes.length)
    expect(pictures.length).toBeGreaterThanOrEqual(sourceHashes.length - 25)
    expect(pictures).toEqual(sourceHashes.filter((hash) => pictures.includes(hash)))
    expect(pictures.slice(-50)).toEqual(sourceHashes.slice(-50))
    expect(seconds).toBeCloseTo(SECONDS, 1)
  })

  test('two legs follow one another on the wall clock, and the file lasts until the end', async () => {
    const second = '00000000-0000-4000-8000-00000000000b'
    const total = SECONDS * 2 + 3
    const files = [
      await writeMjr(directory, video, startedAt, SECONDS),
      await writeMjr(
        directory,
        later(video, 1000),
        new Date(startedAt.getTime() + 5000),
        SECONDS,
        second,
      ),
    ]
    const endedAt = new Date(startedAt.getTime() + total * 1000)
    const result = await toWebm({ files, out: join(directory, 'legs'), startedAt, endedAt })
    const { pictures, seconds } = await decode(result.path)
    expect(pictures).toEqual([...sourceHashes, ...sourceHashes])
    expect(seconds).toBeCloseTo(total, 1)
    const packets = await probe('packet=pts_time', result.path)
    const times = packets.trim().split('\n').map(Number.parseFloat)
    expect(times[sourceHashes.length]).toBeCloseTo(6, 1)
  })

  test('sound that arrives later than the picture starts later', async () => {
    const files = [
      await writeMjr(directory, video, startedAt, SECONDS),
      await writeMjr(directory, later(audio, 700), startedAt, SECONDS),
    ]
    const result = await toWebm({ files, out: join(directory, 'late-sound') })
    const starts = await probe('stream=codec_type,start_time', result.path)
    expect(starts).toMatch(/video,0\.0/)
    expect(starts).toMatch(/audio,0\.7/)
  })

  test('a file torn by a crash gives everything up to its last whole record', async () => {
    const part = await writeMjr(directory, video, startedAt, SECONDS)
    await truncate(part.path, (await stat(part.path)).size - 100)
    const result = await toWebm({ files: [part], out: join(directory, 'torn') })
    const { pictures } = await decode(result.path)
    expect(pictures).toEqual(sourceHashes.slice(0, -1))
  })

  test('H.264 goes into Matroska', async () => {
    const source = await encode(directory, 2, true)
    const made = await packetize(source, 'video')
    const files = [
      await writeMjr(directory, made, startedAt, 2),
      await writeMjr(directory, await packetize(source, 'audio'), startedAt, 2),
    ]
    const result = await toWebm({ files, out: join(directory, 'h264') })
    expect(result.container).toBe('mkv')
    const decoded = await decode(result.path)
    expect(decoded.pictures).toEqual((await decode(source)).pictures)
    const lost = made.packets.findIndex((entry) => entry.arrivalMs > 300)
    const lossy = await writeMjr(
      directory,
      without(made, (index) => index === lost),
      startedAt,
      2,
    )
    const again = await decode(
      (await toWebm({ files: [lossy], out: join(directory, 'h264-lossy') })).path,
    )
    expect(again.pictures.slice(-25)).toEqual(decoded.pictures.slice(-25))
    expect(again.pictures.length).toBeLessThan(decoded.pictures.length)
  })

  test('an empty recording is refused and leaves no file', async () => {
    const empty = await writeMjr(directory, { codec: 'vp8', packets: [] }, startedAt, SECONDS)
    const out = join(directory, 'empty')
    await expect(toWebm({ files: [empty], out })).rejects.toThrow(NothingRecordedError)
    expect((await readdir(directory)).filter((name) => name.startsWith('empty'))).toEqual([])
  })
})
