import { rename, rm } from 'node:fs/promises'
import { FilePathTarget, MkvOutputFormat, Output, WebMOutputFormat } from 'mediabunny'
import type { MuxTrack } from './mux-tracks.ts'
import { addPictures, addSound } from './mux-tracks.ts'
import type { Sample } from './samples.ts'
import { samplesOf } from './samples.ts'
import type { RecordedPart, SurveyedPart } from './survey.ts'
import { survey } from './survey.ts'

/** The recording holds nothing that could be seen or heard: there is nothing to make a file of. */
export class NothingRecordedError extends Error {
  override name = 'NothingRecordedError'
}

export interface WebmInput {
  /** The recorded tracks of one participant, in any order. */
  files: readonly RecordedPart[]
  /** Path to write, without extension. */
  out: string
  /** The file's time zero; by default the moment recording began. */
  startedAt?: Date
  /** Where the file ends; by default the moment recording ended. */
  endedAt?: Date
}

export interface WebmResult {
  path: string
  /** `webm` for VP8 and Opus; `mkv` as soon as any part is H.264, which WebM does not allow. */
  container: 'webm' | 'mkv'
  durationMs: number
  /** Packets that never reached the recorder, and pictures left out for it. */
  lostPackets: number
  skippedPictures: number
}

/**
 * Make one file of a participant's recorded tracks, without transcoding. Its length is the wall clock
 * from start to end; after a loss, pictures are left out until the next keyframe; video that changed
 * its codec between legs becomes a track for each. Reads and writes in a stream.
 * @throws NothingRecordedError when no part holds a sample; then no file is written.
 */
export async function toWebm(input: WebmInput): Promise<WebmResult> {
  const parts = (await Promise.all(input.files.map(survey)))
    .filter((part) => part !== null)
    .toSorted((a, b) => a.firstMs - b.firstMs)
  if (!parts.some((part) => part.codec === 'opus' || part.format !== null))
    throw new NothingRecordedError('the recording holds nothing to see or hear')
  const startMs = input.startedAt?.getTime() ?? Math.min(...input.files.map(startOf))
  const endMs = input.endedAt?.getTime() ?? Math.max(...input.files.map(endOf))
  const container = parts.some((part) => part.codec === 'h264') ? 'mkv' : 'webm'
  const path = `${input.out}.${container}`
  const temporary = `${path}.tmp`
  const output = new Output({
    format: container === 'mkv' ? new MkvOutputFormat() : new WebMOutputFormat(),
    target: new FilePathTarget(temporary),
  })
  const losses = { packets: 0, pictures: 0 }
  const runs = (['vp8', 'h264', 'opus'] as const).flatMap((codec) => {
    const track = addTrack(output, codec, parts)
    const ofCodec = parts.filter((part) => part.codec === codec)
    return track ? [{ track, samples: samplesOf(ofCodec, startMs, losses) }] : []
  })
  if (runs.length === 0)
    throw new NothingRecordedError('the recording holds nothing to see or hear')
  try {
    await output.start()
    await mux(runs, endMs - startMs)
    await output.finalize()
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
  return {
    path,
    container,
    durationMs: endMs - startMs,
    lostPackets: losses.packets,
    skippedPictures: losses.pictures,
  }
}

const startOf = ({ recording }: RecordedPart): number => Date.parse(recording.startedAt)
const endOf = ({ recording }: RecordedPart): number =>
  Date.parse(recording.endedAt ?? recording.startedAt)

function addTrack(
  output: Output,
  codec: SurveyedPart['codec'],
  parts: readonly SurveyedPart[],
): MuxTrack | null {
  const ofCodec = parts.filter((part) => part.codec === codec)
  if (ofCodec.length === 0) return null
  return codec === 'opus' ? addSound(output) : addPictures(output, ofCodec)
}

interface Run {
  track: MuxTrack
  samples: AsyncGenerator<Sample, void, void>
}

/** Write all tracks side by side in the order of time; each track's last sample lasts to the end. */
async function mux(runs: readonly Run[], endMs: number): Promise<void> {
  const waiting = new Map<Run, Sample>()
  const settle = (run: Run, next: Sample | undefined): void => {
    if (next) waiting.set(run, next)
    else {
      waiting.delete(run)
      run.track.close()
    }
  }
  for (const run of runs) settle(run, (await run.samples.next()).value ?? undefined)
  for (;;) {
    const [first] = [...waiting].toSorted(([, a], [, b]) => a.atMs - b.atMs)
    if (!first) return
    const [run, sample] = first
    const following = (await run.samples.next()).value ?? undefined
    await run.track.add(sample, Math.max(0, (following?.atMs ?? endMs) - sample.atMs))
    settle(run, following)
  }
}
