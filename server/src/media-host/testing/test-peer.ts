import type { Track } from 'node-datachannel'
import { PeerConnection, Video } from 'node-datachannel'
import { isRtcp } from '../../platform/media/rtp.ts'
import { browserOffer } from './browser-offer.ts'
import type { OfferNumbers } from './browser-offer.ts'

/** A browser as far as the host can tell, made of libdatachannel: sends and receives raw packets. */
export class TestPeer {
  readonly numbers: OfferNumbers
  readonly rtp: Buffer[] = []
  readonly rtcp: Buffer[] = []
  readonly #connection: PeerConnection
  readonly #track: Track
  #failed = false

  constructor(numbers: OfferNumbers) {
    this.numbers = numbers
    this.#connection = new PeerConnection('test-peer', {
      iceServers: [],
      bindAddress: '127.0.0.1',
      disableAutoNegotiation: true,
      forceMediaTransport: true,
      // The offering side of libdatachannel can start before it stored the fingerprint; a browser does not.
      disableFingerprintVerification: true,
    })
    const media = new Video('0', 'SendRecv')
    media.addVP8Codec(96)
    media.addSSRC(numbers.video, 'test', 'test', 'test')
    this.#track = this.#connection.addTrack(media)
    this.#track.onMessage((packet) => (isRtcp(packet) ? this.rtcp : this.rtp).push(packet))
    this.#connection.onStateChange((state) => {
      if (state === 'failed') this.#failed = true
    })
  }

  /** The SDP offer a browser would make on this transport; can be made again. */
  async offer(): Promise<string> {
    if (!this.#connection.localDescription()) {
      const gathered = new Promise<void>((resolve) => {
        this.#connection.onGatheringStateChange((state) => {
          if (state === 'complete') resolve()
        })
      })
      this.#connection.setLocalDescription('offer')
      await gathered
    }
    return browserOffer(this.#connection.localDescription()?.sdp ?? '', this.numbers)
  }

  /** Take the host's first answer. */
  accept(answer: string): void {
    const value = (name: string) => new RegExp(`^a=${name}:(.+?)\r?$`, 'm').exec(answer)?.[1] ?? ''
    const lines = [
      'v=0',
      'o=- 1 1 IN IP4 127.0.0.1',
      's=-',
      't=0 0',
      'a=group:BUNDLE 0',
      'm=video 9 UDP/TLS/RTP/SAVPF 96',
      'c=IN IP4 0.0.0.0',
      'a=mid:0',
      'a=sendrecv',
      'a=rtcp-mux',
      'a=rtpmap:96 VP8/90000',
      ...['ice-ufrag', 'ice-pwd', 'fingerprint', 'setup'].map((name) => `a=${name}:${value(name)}`),
      ...[...answer.matchAll(/^a=candidate:.*$/gm)].map(([line]) => line.trim()),
    ]
    this.#connection.setRemoteDescription(`${lines.join('\r\n')}\r\n`, 'answer')
  }

  get isOpen(): boolean {
    return this.#track.isOpen()
  }

  get failed(): boolean {
    return this.#failed
  }

  send(packet: Buffer): void {
    this.#track.sendMessageBinary(packet)
  }

  close(): void {
    this.#connection.close()
  }
}
