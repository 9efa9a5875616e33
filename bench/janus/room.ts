/** One call on Janus: a VideoRoom in which two publish and each subscribes to the other. */
import type { JanusHandle } from './client.ts'
import type { Janus } from './janus.ts'

export interface Publisher {
  /** Sends the offer; resolves to Janus's answer. */
  publish: (offer: string) => Promise<string>
  /** Resolves when Janus says that the transport is up: before that nobody may subscribe. */
  up: Promise<void>
  trickle: JanusHandle['trickle']
}

export interface Subscriber {
  /** Resolves to Janus's offer. */
  subscribe: (feed: number) => Promise<string>
  start: (answer: string) => Promise<void>
  trickle: JanusHandle['trickle']
}

export interface RoomOptions {
  record: boolean
  /** Bound for each publisher, in bits per second. */
  bitrate: number
}

let lastRoom = 1000

export class JanusRoom {
  readonly #room = (lastRoom += 1)
  readonly #janus: Janus
  readonly #options: RoomOptions
  readonly #handles: JanusHandle[] = []

  private constructor(janus: Janus, options: RoomOptions) {
    this.#janus = janus
    this.#options = options
  }

  static async create(janus: Janus, options: RoomOptions): Promise<JanusRoom> {
    const room = new JanusRoom(janus, options)
    const control = await room.#attach()
    await control.send({
      request: 'create',
      room: room.#room,
      publishers: 2,
      bitrate: options.bitrate,
      fir_freq: 0,
      audiocodec: 'opus',
      videocodec: 'vp8',
      record: options.record,
      rec_dir: janus.recordings,
    })
    return room
  }

  /** Joins as publisher `feed`: what a page can do before the negotiation is done here. */
  async publisher(feed: number): Promise<Publisher> {
    const { send, up, trickle } = await this.#attach()
    await send({ request: 'join', ptype: 'publisher', room: this.#room, id: feed })
    const { record } = this.#options
    // Relative: with `rec_dir` an absolute name is refused.
    const filename = `${this.#room}-${feed}`
    const body = { request: 'publish', audiocodec: 'opus', videocodec: 'vp8', record, filename }
    return { up, trickle, publish: (sdp) => send(body, { type: 'offer', sdp }) }
  }

  async subscriber(): Promise<Subscriber> {
    const { send, trickle } = await this.#attach()
    const join = { request: 'join', ptype: 'subscriber', room: this.#room }
    return {
      trickle,
      subscribe: (feed) => send({ ...join, streams: [{ feed }] }),
      start: async (sdp) => {
        await send({ request: 'start' }, { type: 'answer', sdp })
      },
    }
  }

  async close(): Promise<void> {
    const [control, ...others] = this.#handles
    await control?.send({ request: 'destroy', room: this.#room })
    for (const handle of [...others, control]) await handle?.detach()
  }

  async #attach(): Promise<JanusHandle> {
    const handle = await this.#janus.client.attach()
    this.#handles.push(handle)
    return handle
  }
}
