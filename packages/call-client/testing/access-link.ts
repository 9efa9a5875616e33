/** A device's access to the network, in user space: what it sends and receives by UDP passes through here. */
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram'
import { once } from 'node:events'

export interface Impairment {
  /** Share of packets lost, 0..1, each on its own. */
  readonly loss: number
  /** Rate of the link; null for no limit. */
  readonly kbps: number | null
  /** One way. */
  readonly delayMs: number
  /** Length of the drop-tail queue before a limited rate. */
  readonly queueMs: number
}

export type Direction = 'up' | 'down'

export interface LinkCounters {
  readonly packets: number
  readonly lost: number
  readonly overflowed: number
}

export interface Address {
  readonly address: string
  readonly port: number
}

export const clear: Impairment = { loss: 0, kbps: null, delayMs: 0, queueMs: 0 }
const headerBytes = 28

/** One direction: every flow of the device shares it. */
class Lane {
  impairment = clear
  counters = { packets: 0, lost: 0, overflowed: 0 }
  #busyUntil = 0
  readonly #waiting: { due: number; deliver: () => void }[] = []

  pass(now: number, bytes: number, chance: number, deliver: () => void): void {
    const { loss, kbps, delayMs, queueMs } = this.impairment
    this.counters.packets += 1
    if (chance < loss) {
      this.counters.lost += 1
      return
    }
    let sent = now
    if (kbps !== null) {
      const start = Math.max(now, this.#busyUntil)
      if (start - now > queueMs) {
        this.counters.overflowed += 1
        return
      }
      sent = start + ((bytes + headerBytes) * 8) / kbps
      this.#busyUntil = sent
    }
    this.#waiting.push({ due: sent + delayMs, deliver })
  }

  /** Delivers what is due; in order, for the delay is the same for all. */
  deliverDue(now: number): void {
    while (this.#waiting[0] && this.#waiting[0].due <= now) this.#waiting.shift()?.deliver()
  }

  clear(): void {
    this.#waiting.length = 0
    this.#busyUntil = 0
    this.counters = { packets: 0, lost: 0, overflowed: 0 }
  }
}

export class AccessLink {
  readonly #lanes = { up: new Lane(), down: new Lane() }
  readonly #sockets = new Set<Socket>()
  readonly #pump: NodeJS.Timeout
  #random: number
  #cut = false

  /** The same seed loses the same packets. */
  constructor(seed: number) {
    this.#random = seed
    this.#pump = setInterval(() => {
      const now = performance.now()
      this.#lanes.up.deliverDue(now)
      this.#lanes.down.deliverDue(now)
    }, 1)
  }

  impair(direction: Direction, impairment: Impairment): void {
    this.#lanes[direction].impairment = impairment
  }

  counters(direction: Direction): LinkCounters {
    return this.#lanes[direction].counters
  }

  /**
   * A way to `target`: the port on 127.0.0.1 to send to instead. Every source gets a socket of its own towards
   * the target, as behind a NAT.
   */
  async open(target: Address): Promise<number> {
    const inner = await this.#bind()
    const outers = new Map<string, Promise<Socket>>()
    inner.on('message', (packet, source) => {
      const name = `${source.address}:${source.port}`
      const outer = outers.get(name) ?? this.#outer(inner, source)
      outers.set(name, outer)
      this.#pass('up', packet, () =>
        outer.then((socket) => this.#send(socket, packet, target)).catch(() => undefined),
      )
    })
    return inner.address().port
  }

  /** The network is gone for all that was opened so far; what is opened afterwards works. */
  cut(): void {
    for (const socket of this.#sockets) socket.close()
    this.#sockets.clear()
    for (const lane of Object.values(this.#lanes)) lane.clear()
  }

  close(): void {
    this.#cut = true
    clearInterval(this.#pump)
    this.cut()
  }

  async #outer(inner: Socket, device: RemoteInfo): Promise<Socket> {
    const outer = await this.#bind()
    outer.on('message', (packet) =>
      this.#pass('down', packet, () => this.#send(inner, packet, device)),
    )
    return outer
  }

  async #bind(): Promise<Socket> {
    const socket = createSocket('udp4')
    // A port nobody listens on any more answers with an error; UDP loses such packets silently.
    socket.on('error', () => undefined)
    socket.bind(0, '127.0.0.1')
    await once(socket, 'listening')
    if (this.#cut) socket.close()
    else this.#sockets.add(socket)
    return socket
  }

  #send(socket: Socket, packet: Buffer, { address, port }: Address): void {
    if (this.#sockets.has(socket)) socket.send(packet, port, address)
  }

  #pass(direction: Direction, packet: Buffer, deliver: () => void): void {
    this.#lanes[direction].pass(performance.now(), packet.length, this.#chance(), deliver)
  }

  /** mulberry32 */
  #chance(): number {
    this.#random = (this.#random + 0x6d2b79f5) | 0
    let t = Math.imul(this.#random ^ (this.#random >>> 15), 1 | this.#random)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** What a description's candidates must become so that its reader goes through a link. */
export interface Links {
  open(target: Address): Promise<number>
}

/** `sdp` with its candidates replaced by the way through `link`. Throws where it has no UDP candidate. */
export async function throughLink(sdp: string, link: Links): Promise<string> {
  const found = [
    ...sdp.matchAll(/^a=candidate:\S+ 1 udp \d+ (\d+\.\d+\.\d+\.\d+) (\d+) typ host/gim),
  ]
    .map(([, address = '', port]) => ({ address, port: Number(port) }))
    .toSorted((a, b) => Number(b.address === '127.0.0.1') - Number(a.address === '127.0.0.1'))
  const [target] = found
  if (!target) throw new Error('the description has no UDP candidate')
  const port = await link.open(target)
  const candidate = `a=candidate:1 1 udp 2122260223 127.0.0.1 ${port} typ host`
  return sdp
    .replaceAll(/^a=(candidate:.*|end-of-candidates)\r\n/gm, '')
    .replace(/^a=ice-ufrag:/m, `${candidate}\r\na=end-of-candidates\r\na=ice-ufrag:`)
}
