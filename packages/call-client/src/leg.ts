/** One leg: the peer connection between this browser and the relay. The browser offers, the relay answers. */
import type { CallMedia } from '@veridesk/contract/calls'
import { preferCodecs } from './codecs.ts'
import type { KnownLegs } from './peers.ts'
import { boundVideo, sacrificeFor, type Sacrifice } from './sender.ts'
import type { CallTransport } from './session-types.ts'
import { withStartBitrate } from './start-bitrate.ts'
import { noStats, readStats, type SessionStats } from './stats.ts'
import { within } from './within.ts'

const answerMs = 5000
const connectMs = 8000

/** The relay did not answer, or its answer led to no connection. */
class LegTimeout extends Error {}

export class Leg {
  readonly connection: RTCPeerConnection
  /** What arrives; the tracks are there from the start and stay. */
  readonly stream = new MediaStream()
  /** Given by the server with the first answer. */
  id = ''
  /** `performance.now()` of the first answer. */
  openedAt = 0
  /** A snapshot has named this leg as the own one. */
  seen = false
  /** Peers' legs that the last answer covers. */
  known: KnownLegs = {}
  #audio: RTCRtpTransceiver
  #video: RTCRtpTransceiver
  #sacrifice: Sacrifice = 'maintain-framerate'
  /** The track that the bounds in force were set for. */
  #bounded: MediaStreamTrack | null = null
  #sending: Promise<unknown> = Promise.resolve()

  constructor(iceServers: CallMedia['iceServers'], onChange: () => void) {
    // One transport for everything: the relay answers with one.
    const connection = new RTCPeerConnection({
      iceServers: iceServers as RTCIceServer[],
      bundlePolicy: 'max-bundle',
    })
    this.connection = connection
    this.#audio = connection.addTransceiver('audio', { direction: 'sendrecv' })
    this.#video = connection.addTransceiver('video', { direction: 'sendrecv' })
    preferCodecs(this.#audio, 'audio')
    preferCodecs(this.#video, 'video')
    for (const { receiver } of [this.#audio, this.#video]) {
      this.stream.addTrack(receiver.track)
      receiver.track.addEventListener('unmute', onChange)
    }
    connection.addEventListener('connectionstatechange', onChange)
  }

  get connected(): boolean {
    return this.connection.connectionState === 'connected'
  }

  /** Something arrived on this leg. */
  get receiving(): boolean {
    return this.stream.getTracks().some((track) => !track.muted)
  }

  /** Offers, and settles once connected. Rejects as the transport does, or when nothing comes in time. */
  async open(transport: CallTransport, replaces: string | undefined): Promise<void> {
    const sdp = await this.#offer()
    const answer = await answered(transport.openLeg(replaces ? { sdp, replaces } : { sdp }))
    this.id = answer.legId
    this.openedAt = performance.now()
    await this.#accept(answer.sdp)
    if (!(await within(connectMs, this.#whenConnected()))) throw new LegTimeout('no connection')
  }

  /**
   * A new offer on the living transport, never two at once. Rejects as the transport does; the leg is then as
   * it was.
   */
  async renegotiate(transport: CallTransport, known: KnownLegs): Promise<void> {
    const sdp = await this.#offer()
    try {
      const answer = await answered(transport.renegotiateLeg({ legId: this.id, sdp }))
      await this.#accept(answer.sdp)
      this.known = known
    } catch (cause) {
      if (this.connection.signalingState === 'have-local-offer')
        await this.connection.setLocalDescription({ type: 'rollback' })
      throw cause
    }
  }

  /** Sets the bounds ahead of `send`, which then has only the tracks to attach. */
  prepare(stream: MediaStream, bounds: CallMedia['send']): void {
    this.#change(() => this.#bound(stream.getVideoTracks()[0] ?? null, bounds))
  }

  /** Attaches the tracks, or detaches with null. */
  send(stream: MediaStream | null, bounds: CallMedia['send']): void {
    const [audio = null] = stream?.getAudioTracks() ?? []
    const [video = null] = stream?.getVideoTracks() ?? []
    this.#change(async () => {
      await this.#bound(video, bounds)
      await Promise.all([
        this.#audio.sender.replaceTrack(audio),
        this.#video.sender.replaceTrack(video),
      ])
    })
  }

  /** Lets size or frame rate give way, by what the browser thinks it may send (bits per second). */
  adapt(availableBitrate: number | null, bounds: CallMedia['send']): void {
    const sacrifice = sacrificeFor(this.#sacrifice, availableBitrate, bounds)
    if (sacrifice === this.#sacrifice) return
    this.#sacrifice = sacrifice
    const { sender } = this.#video
    this.#change(() => boundVideo(sender, sender.track, bounds, sacrifice))
  }

  async stats(): Promise<SessionStats> {
    return this.connection.connectionState === 'closed' ? noStats : readStats(this.connection)
  }

  close(): void {
    this.connection.close()
  }

  async #bound(video: MediaStreamTrack | null, bounds: CallMedia['send']): Promise<void> {
    if (!video || video === this.#bounded) return
    this.#bounded = video
    // A browser that refuses the bounds sends within its own.
    await boundVideo(this.#video.sender, video, bounds, this.#sacrifice).catch(() => undefined)
  }

  #change(work: () => Promise<void>): void {
    // Only a closed connection refuses, and nobody waits for it any more.
    this.#sending = this.#sending.then(work).catch(() => undefined)
  }

  /** Without candidates: the relay finds the browser by its checks, so nothing waits for gathering. */
  async #offer(): Promise<string> {
    const offer = await this.connection.createOffer()
    await this.connection.setLocalDescription(offer)
    return offer.sdp ?? ''
  }

  async #accept(sdp: string): Promise<void> {
    await this.connection.setRemoteDescription({ type: 'answer', sdp: withStartBitrate(sdp) })
  }

  #whenConnected(): Promise<true> {
    return new Promise((resolve, reject) => {
      const look = (): void => {
        const state = this.connection.connectionState
        if (state === 'connected') resolve(true)
        if (state === 'failed' || state === 'closed') reject(new LegTimeout(state))
      }
      this.connection.addEventListener('connectionstatechange', look)
      look()
    })
  }
}

async function answered<T>(request: Promise<T>): Promise<T> {
  const answer = await within(answerMs, request)
  if (answer === null) throw new LegTimeout('no answer')
  return answer
}
