import { randomUUID } from 'node:crypto'
import type {
  MediaEvent,
  MediaInput,
  MediaMethod,
  MediaOutput,
  RecordingFile,
} from '@veridesk/contract/media-protocol'
import type { MediaHostConfig } from './config.ts'
import { attempt } from './guard.ts'
import { MediaError } from './media-error.ts'
import { RecordingLibrary } from './recorder/library.ts'
import { Room } from './room.ts'
import { watchRoom } from './watch.ts'

const WATCH_EVERY_MS = 250
/** An answered call nobody is connected to any more: forgotten after this, its files were closed before. */
const FORGET_EMPTY_MS = 10 * 60_000

type Methods = {
  [M in MediaMethod]: (input: MediaInput<M>) => Promise<MediaOutput<M>> | MediaOutput<M>
}

/** All calls of this process, and the methods of the protocol upon them. */
export class MediaHost implements Methods {
  readonly #config: MediaHostConfig
  readonly #library: RecordingLibrary
  readonly #rooms = new Map<string, Room>()
  /** Rooms that are closed, until their files and descriptions are on disk. */
  readonly #closing = new Map<string, Room>()
  readonly #listeners = new Set<(event: MediaEvent) => void>()
  readonly #hostId = randomUUID()
  readonly #startedAt = new Date().toISOString()
  readonly #timer: NodeJS.Timeout

  constructor(config: MediaHostConfig) {
    this.#config = config
    this.#library = new RecordingLibrary(config.recordings, (callId, file) =>
      this.#ownRecordings(callId).some((recording) => recording.file === file),
    )
    this.#timer = setInterval(() => this.#watch(), WATCH_EVERY_MS)
  }

  /** Measure what an earlier run left open; how many files that were. Calls go on meanwhile. */
  reconcile(): Promise<number> {
    return this.#library.reconcile()
  }

  onEvent(listener: (event: MediaEvent) => void): void {
    this.#listeners.add(listener)
  }

  /** Whether any browser is connected or connecting. */
  get isLive(): boolean {
    return this.#legCount() > 0
  }

  async openLeg(input: MediaInput<'openLeg'>): Promise<MediaOutput<'openLeg'>> {
    const { first, last } = this.#config.rtpPorts
    if (this.#legCount() > last - first)
      throw new MediaError('host_full', 'every UDP port of RTP_PORTS is in use')
    const known = this.#rooms.get(input.callId)
    const room = known ?? this.#createRoom(input.callId)
    try {
      return { sdp: await room.openLeg(input) }
    } catch (error) {
      // A refused first leg leaves no call behind.
      if (!known && room.legs.size === 0) this.#rooms.delete(input.callId)
      throw error
    }
  }

  renegotiateLeg({
    callId,
    legId,
    sdp,
  }: MediaInput<'renegotiateLeg'>): MediaOutput<'renegotiateLeg'> {
    return { sdp: this.#room(callId).renegotiateLeg(legId, sdp) }
  }

  setForwarding({ callId, forwarding }: MediaInput<'setForwarding'>): MediaOutput<'setForwarding'> {
    this.#room(callId).setForwarding(forwarding)
    return {}
  }

  async closeLeg({ callId, legId }: MediaInput<'closeLeg'>): Promise<MediaOutput<'closeLeg'>> {
    await this.#room(callId).closeLeg(legId)
    return {}
  }

  async closeCall({ callId }: MediaInput<'closeCall'>): Promise<MediaOutput<'closeCall'>> {
    const room = this.#rooms.get(callId) ?? this.#closing.get(callId)
    if (room) this.#retire(room)
    // Whoever asks again meanwhile waits for the same files.
    await room?.close()
    const recordings = await this.#recordings(callId)
    if (room) this.#forget(room)
    return { recordings }
  }

  async listRecordings({
    callId,
  }: MediaInput<'listRecordings'>): Promise<MediaOutput<'listRecordings'>> {
    return { recordings: await this.#recordings(callId) }
  }

  describe(): MediaOutput<'describe'> {
    return {
      hostId: this.#hostId,
      startedAt: this.#startedAt,
      calls: [...this.#rooms.values()].map((room) => ({
        callId: room.callId,
        forwarding: room.forwarding,
        legs: [...room.legs.values()].map(({ id, participantId, state }) => ({
          legId: id,
          participantId,
          state,
        })),
      })),
    }
  }

  /** Close every call; resolves when every file is on disk. */
  async close(): Promise<void> {
    clearInterval(this.#timer)
    const rooms = [...this.#rooms.values(), ...this.#closing.values()]
    await Promise.all(rooms.map((room) => room.close()))
    this.#rooms.clear()
  }

  #legCount(): number {
    return [...this.#rooms.values()].reduce((sum, room) => sum + room.legs.size, 0)
  }

  #room(callId: string): Room {
    const room = this.#rooms.get(callId)
    if (!room) throw new MediaError('no_such_call', 'this host has no such call')
    return room
  }

  /** From disk, and from memory what is not there yet or what the disk would not take. */
  async #recordings(callId: string): Promise<RecordingFile[]> {
    // Looked at before as well: a call that is forgotten meanwhile is in neither otherwise.
    const before = this.#ownRecordings(callId)
    const onDisk = await this.#library.recordingsOf(callId)
    const known = [...before, ...onDisk, ...this.#ownRecordings(callId)]
    return [...new Map(known.map((recording) => [recording.file, recording])).values()]
  }

  #ownRecordings(callId: string): RecordingFile[] {
    const rooms = [this.#closing.get(callId), this.#rooms.get(callId)]
    return rooms.flatMap((room) => room?.recordings() ?? [])
  }

  /** The call no longer lives here. */
  #retire(room: Room): void {
    if (this.#rooms.get(room.callId) !== room) return
    this.#rooms.delete(room.callId)
    this.#closing.set(room.callId, room)
  }

  /** Its files are closed: the disk knows what is in them, unless it failed to take something. */
  #forget(room: Room): void {
    const isOnDisk = room.recordings().every(({ closed, error }) => closed && error === null)
    if (isOnDisk && this.#closing.get(room.callId) === room) this.#closing.delete(room.callId)
  }

  #createRoom(callId: string): Room {
    const { bind, publicIp, rtpPorts } = this.#config
    const room = new Room(callId, {
      transport: { bind, publicIp, rtpPorts },
      directory: this.#library.directoryOf(callId),
      emit: (event) => {
        for (const listener of this.#listeners) attempt('event', () => listener(event))
      },
    })
    this.#rooms.set(callId, room)
    return room
  }

  #watch(): void {
    const now = performance.now()
    for (const room of this.#rooms.values()) {
      attempt('watch', () => watchRoom(room, now))
      if (room.emptySince === null || now - room.emptySince <= FORGET_EMPTY_MS) continue
      this.#retire(room)
      this.#forget(room)
    }
  }
}
