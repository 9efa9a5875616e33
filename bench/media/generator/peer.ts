/** One transport of a made-up browser: libdatachannel below, raw packets above. */
import type { Track } from 'node-datachannel'
import { PeerConnection, Video } from 'node-datachannel'
import type { Ssrcs } from './sdp.ts'
import { arriving, asBrowserAnswer, asBrowserOffer, asOneSection, types } from './sdp.ts'

const openWithin = 10_000
let lastSsrc = 10_000

export class Peer {
  readonly ssrcs: Ssrcs = { audio: ++lastSsrc, video: ++lastSsrc, rtx: ++lastSsrc }
  /** The streams that arrive here, as the server announced them. */
  arriving = { audioType: types.opus as number, audio: 0, video: 0 }
  readonly #connection: PeerConnection
  readonly #track: Track
  readonly #gathered: Promise<void>
  readonly #opened: Promise<void>

  /** @param packet told every RTP and RTCP packet that arrives. */
  constructor(address: string, packet: (packet: Buffer) => void) {
    const connection = new PeerConnection('bench', {
      iceServers: [],
      bindAddress: address,
      disableAutoNegotiation: true,
      forceMediaTransport: true,
      // The offering side can start before it has stored the fingerprint; a browser does not.
      disableFingerprintVerification: true,
    })
    this.#connection = connection
    const media = new Video('0', 'SendRecv')
    media.addVP8Codec(types.vp8)
    media.addSSRC(this.ssrcs.video, 'bench', 'bench', 'bench')
    this.#track = connection.addTrack(media)
    this.#track.onMessage(packet)
    this.#gathered = new Promise((resolve) =>
      connection.onGatheringStateChange((state) => {
        if (state === 'complete') resolve()
      }),
    )
    this.#opened = new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('a peer did not connect')), openWithin)
      this.#track.onOpen(() => {
        clearTimeout(timer)
        resolve()
      })
    })
    // Waited for only once the descriptions are exchanged.
    this.#opened.catch(() => undefined)
  }

  async offer(direction: 'sendrecv' | 'sendonly'): Promise<string> {
    return asBrowserOffer(await this.#describe('offer'), this.ssrcs, direction)
  }

  accept(answer: string): void {
    this.arriving = arriving(answer)
    this.#connection.setRemoteDescription(asOneSection(answer, 'answer'), 'answer')
  }

  async answer(offer: string): Promise<string> {
    this.arriving = arriving(offer)
    this.#connection.setRemoteDescription(asOneSection(offer, 'offer'), 'offer')
    return asBrowserAnswer(await this.#describe('answer'), offer)
  }

  /** Resolves once packets can be sent. */
  open(): Promise<void> {
    return this.#opened
  }

  send(packet: Buffer): boolean {
    return this.#track.sendMessageBinary(packet)
  }

  close(): void {
    this.#connection.close()
  }

  async #describe(type: 'offer' | 'answer'): Promise<string> {
    this.#connection.setLocalDescription(type)
    await this.#gathered
    return this.#connection.localDescription()?.sdp ?? ''
  }
}
