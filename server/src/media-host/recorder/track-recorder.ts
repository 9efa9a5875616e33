import { join } from 'node:path'
import type { RecordingFile, TrackKind } from '@veridesk/contract/media-protocol'
import { beginsKeyframe } from '../../platform/media/keyframe.ts'
import { MJR_RECORD_HEADER, mjrHeader, writeMjrRecordHeader } from '../../platform/media/mjr.ts'
import {
  payloadTypeOf,
  rtpHeaderLength,
  rtpPadding,
  sequenceOf,
  timestampOf,
} from '../../platform/media/rtp.ts'
import { reason } from '../log.ts'
import { redBlocks, withPayload } from '../rtp/red.ts'
import type { PayloadTypes } from '../sdp/negotiate.ts'
import { writeSidecar } from './sidecar.ts'
import { SlabFile } from './slab-file.ts'

/** How many sequence numbers back a packet is known to be stored; a power of two. */
const REMEMBERED = 2048
const SLAB_BYTES = { audio: 32 * 1024, video: 256 * 1024 }

export interface TrackToRecord {
  /** The call's directory below `recordings/`. */
  directory: string
  callId: string
  participantId: string
  legId: string
  kind: TrackKind
  codec: 'opus' | 'vp8' | 'h264'
  types: PayloadTypes
  extensions: Map<string, number>
  /** SSRC of the track itself: what retransmissions are restored to. */
  ssrc: number
}

/** Writes one track of one leg as MJR: retransmissions restored, RED unpacked to plain Opus. */
export class TrackRecorder {
  readonly #track: TrackToRecord
  readonly #file: SlabFile
  readonly #startedAt = new Date()
  readonly #armedAt = performance.now()
  readonly name: string
  readonly kind: TrackKind
  /** Sequence numbers stored lately, each at its remainder. */
  readonly #stored = new Int32Array(REMEMBERED).fill(-1)
  #keyframes = 0
  #lastKeyframe = -1
  #firstArrival = -1
  #lastArrival = -1
  #lastSequence = -1
  #closing: Promise<RecordingFile> | null = null
  #closed: RecordingFile | null = null

  /**
   * Begin a file; packets may be put at once. A file that cannot be made shows as `error`.
   * @param part 1 for the first file of a track, then counted up: it stands in the name.
   */
  constructor(track: TrackToRecord, part = 1) {
    this.#track = track
    this.kind = track.kind
    const suffix = part === 1 ? '' : `.${part}`
    this.name = `${track.participantId}-${track.legId}-${track.kind}${suffix}.mjr`.toLowerCase()
    const created = this.#startedAt.getTime() * 1000
    const header = mjrHeader({
      t: track.kind === 'audio' ? 'a' : 'v',
      c: track.codec,
      x: Object.fromEntries([...track.extensions].map(([uri, id]) => [id, uri])),
      s: created,
      u: created,
    })
    this.#file = new SlabFile(join(track.directory, this.name), header, SLAB_BYTES[track.kind])
  }

  /** Keyframes seen so far: 0 on a video track that brings packets asks for one. */
  get keyframes(): number {
    return this.#keyframes
  }

  /** Store one RTP packet of this track, or of its retransmission stream. Copies what it keeps. */
  put(packet: Buffer, isRtx: boolean): void {
    if (this.#closing) return
    const header = rtpHeaderLength(packet)
    const padding = header < 0 ? -1 : rtpPadding(packet, header)
    if (padding < 0) return
    const type = payloadTypeOf(packet)
    if (this.#track.kind === 'audio') {
      if (type === this.#track.types.red)
        this.#putRed(packet.subarray(0, packet.length - padding), header)
      else if (type === this.#track.types.opus) this.#store(packet, header)
    } else if (isRtx) this.#putRtx(packet, header, padding)
    else if (type === this.#track.types.video) this.#store(packet, header)
  }

  /** RFC 4588, 4: the payload begins with the original sequence number. */
  #putRtx(packet: Buffer, header: number, padding: number): void {
    if (packet.length - header - padding <= 2 || this.#track.types.video === null) return
    const original = withPayload(packet, packet.subarray(header + 2, packet.length - padding))
    original.writeUInt8((packet.readUInt8(1) & 0x80) | this.#track.types.video, 1)
    original.writeUInt16BE(packet.readUInt16BE(header), 2)
    original.writeUInt32BE(this.#track.ssrc, 8)
    this.#store(original, header)
  }

  /** Store the primary block, and before it those redundant ones whose packets never came. */
  #putRed(packet: Buffer, header: number): void {
    const blocks = redBlocks(packet.subarray(header))
    const primary = blocks.pop()
    if (!primary) return
    const sequence = sequenceOf(packet)
    const missing = this.#lastSequence < 0 ? 0 : ((sequence - this.#lastSequence - 1) << 16) >> 16
    blocks.forEach((block, index) => {
      const back = blocks.length - index
      if (back > missing || block.data.length === 0) return
      const restored = withPayload(packet, block.data)
      restored.writeUInt16BE((sequence - back) & 0xffff, 2)
      restored.writeUInt32BE((timestampOf(packet) - block.timestampOffset) >>> 0, 4)
      this.#storeOpus(restored, header)
    })
    this.#storeOpus(withPayload(packet, primary.data), header)
  }

  #storeOpus(packet: Buffer, header: number): void {
    packet.writeUInt8((packet.readUInt8(1) & 0x80) | (this.#track.types.opus ?? 0), 1)
    this.#store(packet, header)
  }

  #store(packet: Buffer, header: number): void {
    // Chromium probes the network by retransmitting packets that were never lost.
    const sequence = sequenceOf(packet)
    if (this.#stored[sequence % REMEMBERED] === sequence) return
    const room = this.#file.reserve(MJR_RECORD_HEADER + packet.length)
    if (!room) return
    this.#stored[sequence % REMEMBERED] = sequence
    const arrival = performance.now() - this.#armedAt
    writeMjrRecordHeader(room.buffer, room.at, arrival, packet.length)
    packet.copy(room.buffer, room.at + MJR_RECORD_HEADER)
    if (this.#firstArrival < 0) this.#firstArrival = arrival
    this.#lastArrival = arrival
    const ahead = ((sequence - this.#lastSequence) << 16) >> 16
    if (this.#lastSequence < 0 || ahead > 0) this.#lastSequence = sequence
    if (this.#track.codec === 'opus' || timestampOf(packet) === this.#lastKeyframe) return
    if (!beginsKeyframe(this.#track.codec, packet.subarray(header))) return
    this.#lastKeyframe = timestampOf(packet)
    this.#keyframes += 1
  }

  /** The track as it stands; byte and packet counts say what is in the file. */
  describe(): RecordingFile {
    return this.#closed ?? this.#describe(null)
  }

  /** Finish the file and write its description beside it, both durable. Never rejects. */
  close(): Promise<RecordingFile> {
    this.#closing ??= this.#finish()
    return this.#closing
  }

  async #finish(): Promise<RecordingFile> {
    const endedAt = new Date()
    await this.#file.close()
    const recording = this.#describe(endedAt)
    try {
      await writeSidecar(this.#track.directory, recording)
      this.#closed = recording
    } catch (error) {
      this.#closed = { ...recording, error: recording.error ?? reason(error) }
    }
    return this.#closed
  }

  #describe(endedAt: Date | null): RecordingFile {
    const { callId, participantId, legId, kind, codec } = this.#track
    return {
      callId,
      participantId,
      legId,
      kind,
      codec,
      file: this.name,
      bytes: this.#file.bytes,
      packets: this.#file.entries,
      keyframes: this.#keyframes,
      startedAt: this.#startedAt.toISOString(),
      endedAt: endedAt?.toISOString() ?? null,
      durationMs: Math.round(this.#lastArrival - this.#firstArrival),
      closed: endedAt !== null,
      error: this.#file.error,
    }
  }
}
