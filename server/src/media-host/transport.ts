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

/**
 * ICE, DTLS and SRTP of one leg: packets in, packets out, nothing understood of them.
 *
 * Native code holds the callbacks for good. They must not lead back to the native objects, or a
 * closed leg would stay in memory: they know the listener only, and only until the end.
 */
export class Transport {
  readonly #connection: PeerConnection
  readonly #track: Track
  readonly #link: { listener: TransportListener | null }

  private constructor(connection: PeerConnection, track: Track, listener: TransportListener) {
    this.#connection = connection
    this.#track = track
    this.#link = { listener }
    listen(connection, track, this.#link)
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
    const transport = new Transport(connection, connection.addTrack(media), listener)
    try {
      const describe = () => connection.setRemoteDescription(nativeOffer(offer), 'offer')
      if (!attempt('remote description', describe))
        throw new MediaError('bad_sdp', 'the transport refused the offer')
      await gather(connection)
      const local = localTransport(connection.localDescription()?.sdp ?? '', {
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
    if (!this.#link.listener) return false
    try {
      return this.#track.sendMessageBinary(packet)
    } catch {
      // The track closes between two packets, or SRTP refuses one: both are losses like any other.
      return false
    }
  }

  /** Close at once; no listener is called any more. */
  close(): void {
    if (!this.#link.listener) return
    this.#link.listener = null
    attempt('close', () => this.#connection.close())
  }
}

function listen(
  connection: PeerConnection,
  track: Track,
  link: { readonly listener: TransportListener | null },
): void {
  track.onOpen(guard('track open', () => link.listener?.opened()))
  track.onMessage(guard('packet', (packet: Buffer) => link.listener?.packet(packet)))
  connection.onStateChange(
    guard('state', (state: string) => {
      if (state === 'failed' || state === 'closed') link.listener?.ended(state)
    }),
  )
}

/** Make the native answer; resolves when it holds our candidates. */
function gather(connection: PeerConnection): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new MediaError('internal', 'gathering candidates took too long')),
      GATHER_MS,
    )
    connection.onGatheringStateChange(
      guard('gathering', (state: string) => {
        if (state !== 'complete') return
        clearTimeout(timer)
        resolve()
      }),
    )
    connection.setLocalDescription('answer')
  })
}
