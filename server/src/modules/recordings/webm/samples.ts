import { readMjr } from '../../../platform/media/mjr.ts'
import { rtpPayload, timestampOf } from '../../../platform/media/rtp.ts'
import { H264Pictures } from './h264-pictures.ts'
import type { OrderedPacket } from './ordered-packets.ts'
import { PacketSorter } from './ordered-packets.ts'
import type { Picture } from './picture.ts'
import { RtpClock } from './rtp-clock.ts'
import type { SurveyedPart } from './survey.ts'
import { Vp8Pictures } from './vp8-pictures.ts'

/** One picture or packet of sound on the recording's own time. */
export interface Sample {
  /** Ms since the recording's start. */
  atMs: number
  isKey: boolean
  data: Buffer
}

/** What the network took. */
export interface Losses {
  packets: number
  pictures: number
}

/** RTP time and arrival may drift apart this far before the sender's clock is taken to have jumped. */
const JUMP_MS = 2000

/** The samples of one track over all its parts, in order, each later than the one before. */
export async function* samplesOf(
  parts: readonly SurveyedPart[],
  startMs: number,
  losses: Losses,
): AsyncGenerator<Sample, void, void> {
  let lastMs = -1
  for (const [index, part] of parts.entries()) {
    // Legs overlap while one replaces the other: the new one begins with a keyframe and wins.
    const untilMs = (parts[index + 1]?.firstMs ?? Infinity) - startMs
    for await (const sample of samplesOfPart(part, startMs, losses)) {
      if (sample.atMs >= untilMs) break
      lastMs = Math.max(sample.atMs, lastMs + 1)
      yield { ...sample, atMs: lastMs }
    }
  }
}

async function* samplesOfPart(
  part: SurveyedPart,
  startMs: number,
  losses: Losses,
): AsyncGenerator<Sample, void, void> {
  const clock = new RtpClock(part.codec)
  const sorter = new PacketSorter()
  const pictures = part.codec === 'h264' ? new H264Pictures() : new Vp8Pictures()
  let offsetMs = part.rtpOffsetMs
  const toSample = ({ timestamp, arrivalMs, isKey, data }: Picture): Sample => {
    const rtpMs = clock.toMs(timestamp)
    if (Math.abs(rtpMs + offsetMs - arrivalMs) > JUMP_MS) offsetMs = arrivalMs - rtpMs
    return { atMs: Math.max(0, part.zeroMs + rtpMs + offsetMs - startMs), isKey, data }
  }
  const assemble = (packet: OrderedPacket): Picture | null =>
    part.codec === 'opus' ? soundOf(packet) : pictures.push(packet)
  const turn = function* (packets: OrderedPacket[]) {
    for (const packet of packets) {
      const complete = assemble(packet)
      if (complete) yield toSample(complete)
    }
  }
  try {
    for await (const { records } of readMjr(part.path))
      for (const record of records) yield* turn(sorter.push(record))
    yield* turn(sorter.flush())
  } finally {
    losses.packets += sorter.lost
    losses.pictures += pictures.skipped
  }
}

function soundOf({ packet, arrivalMs }: OrderedPacket): Picture | null {
  const data = rtpPayload(packet)
  if (!data || data.length === 0) return null
  return { timestamp: timestampOf(packet), arrivalMs, isKey: true, data }
}
