import { PeerConnection, Video } from 'node-datachannel'
import type { Track } from 'node-datachannel'
import { attempt, guard } from './guard.ts'
import { MediaError } from './media-error.ts'
import type { LocalTransport } from './sdp/answer.ts'
import { localTransport, nativeOffer } from './sdp/native.ts'
import type { Offer } from './sdp/parse.ts'

export interface TransportSettings {
  bind: string | null
  publicIp: string | null
  rtpPorts: { first: number; last: number }
}

export interface TransportListener {
  /** DTLS is up: packets can be sent. */
  opened: () => void
  /** The transport is gone: `failed` by ICE or DTLS, `closed` by the browser. */
  ended: (how: 'failed' | 'closed') => void
  /** One RTP or RTCP packet, decrypted; the buffer is the receiver's to keep or change. */
  packet: (packet: Buffer) => void
}

const GATHER_MS = 5000

/** ICE, DTLS and SRTP of one leg: packets in, packets out, nothing understood of them. */
export class Transport {
  readonly #connection: PeerConnection
  readonly #track: Track
  #closed = false

  private constructor(connection: PeerConnection, track: Track) {
    this.#connection = connection
    this.#track = track
  }

  /**
   * Answer a browser's offer. Resolves when our candidates are known, long before the transport opens.
   * @throws MediaError `bad_sdp` when libdatachannel refuses the offer, `host_full` without a free port.
   */
  static async answer(
    name: string,
    offer: Offer,
    settings: TransportSettings,
    listener: TransportListener,
  ): Promise<{ transport: Transport; local: LocalTransport }> {
    const connection = new PeerConnection(name, {
      iceServers: [],
      portRangeBegin: settings.rtpPorts.first,
      portRangeEnd: settings.rtpPorts.last,
      ...(settings.bind === null ? {} : { bindAddress: settings.bind }),
      disableAutoNegotiation: true,
      forceMediaTransport: true,
    })
    const media = new Video('0', 'SendRecv')
    media.addVP8Codec(96)
    const transport = new Transport(connection, connection.addTrack(media))
    transport.#listen(listener)
    try {
      const gathered = transport.#gathered()
      if (
        !attempt('remote description', () =>
          connection.setRemoteDescription(nativeOffer(offer), 'offer'),
        )
      )
        throw new MediaError('bad_sdp', 'the transport refused the offer')
      connection.setLocalDescription('answer')
      const local = localTransport(await gathered, {
        publicIp: settings.publicIp,
        loopback: settings.bind === null,
      })
      return { transport, local }
    } catch (error) {
      transport.close()
      throw error
    }
  }

  /** Send one RTP or RTCP packet; false when it could not be handed to the network. */
  send(packet: Buffer): boolean {
    if (this.#closed) return false
    try {
      return this.#track.sendMessageBinary(packet)
    } catch {
      // The track closes between two packets, or SRTP refuses one: both are losses like any other.
      return false
    }
  }

  /** Close at once; no listener is called any more. */
  close(): void {
    if (this.#closed) return
    this.#closed = true
    attempt('close', () => this.#connection.close())
  }

  #listen(listener: TransportListener): void {
    const alive =
      <A extends unknown[]>(callback: (...args: A) => void) =>
      (...args: A) => {
        if (!this.#closed) callback(...args)
      }
    this.#track.onOpen(guard('track open', alive(listener.opened)))
    this.#track.onMessage(guard('packet', alive(listener.packet)))
    this.#connection.onStateChange(
      guard(
        'state',
        alive((state: string) => {
          if (state === 'failed' || state === 'closed') listener.ended(state)
        }),
      ),
    )
  }

  #gathered(): Promise<string> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new MediaError('internal', 'gathering candidates took too long')),
        GATHER_MS,
      )
      this.#connection.onGatheringStateChange(
        guard('gathering', (state: string) => {
          if (state !== 'complete') return
          clearTimeout(timer)
          resolve(this.#connection.localDescription()?.sdp ?? '')
        }),
      )
    })
  }
}
