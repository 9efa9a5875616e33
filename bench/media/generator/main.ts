/** The generator as a process: peers that send and receive the clip, told what to do by the bench. */
import { setTimeout as delay } from 'node:timers/promises'
import { loadClip } from '../clip/make.ts'
import { vp8Payloads } from '../clip/vp8-payloads.ts'
import { Peer } from './peer.ts'
import type { Counters, Request, Response } from './protocol.ts'
import { Receiver } from './receiver.ts'
import { Sender } from './sender.ts'

const tickMs = 5
const lateMs = 20
/** For packets under way when sending stops. */
const drainMs = 500

const address = process.argv[2] ?? '127.0.0.1'
const clip = loadClip()
const payloads = { video: clip.video.map(vp8Payloads), audio: clip.audio }
const peers = new Map<number, Peer>()
const senders: Sender[] = []
const receivers: Receiver[] = []
let timer: NodeJS.Timeout | undefined
let lastTick = 0
let late = 0

const newPeer = (id: number, sends: boolean): Peer => {
  const receiver = new Receiver()
  const peer = new Peer(address, (packet) => receiver.packet(packet))
  receiver.peer = peer
  peers.set(id, peer)
  receivers.push(receiver)
  if (sends) senders.push(new Sender(peer, payloads))
  return peer
}

const known = (id: number): Peer => {
  const peer = peers.get(id)
  if (!peer) throw new Error(`no peer ${id}`)
  return peer
}

const start = (): void => {
  const now = performance.now()
  late = 0
  lastTick = now
  for (const sender of senders) {
    sender.sent = 0
    sender.refused = 0
    sender.start(now)
  }
  for (const receiver of receivers) {
    receiver.received = 0
    receiver.delays = []
    receiver.start(now)
  }
  timer = setInterval(tick, tickMs)
}

const tick = (): void => {
  const now = performance.now()
  if (now - lastTick > lateMs + tickMs) late += 1
  lastTick = now
  for (const sender of senders) sender.tick(now)
  for (const receiver of receivers) receiver.tick(now)
}

const stop = async (): Promise<Counters> => {
  clearInterval(timer)
  await delay(drainMs)
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)
  return {
    sent: sum(senders.map((sender) => sender.sent)),
    refused: sum(senders.map((sender) => sender.refused)),
    received: sum(receivers.map((receiver) => receiver.received)),
    delays: receivers.flatMap((receiver) => receiver.delays),
    late,
  }
}

const closeAll = (): void => {
  for (const peer of peers.values()) peer.close()
  peers.clear()
  senders.length = 0
  receivers.length = 0
}

const perform = async (request: Request): Promise<unknown> => {
  switch (request.name) {
    case 'offer':
      return newPeer(request.input.peer, true).offer(request.input.direction)
    case 'accept':
      known(request.input.peer).accept(request.input.answer)
      return null
    case 'answer':
      return newPeer(request.input.peer, false).answer(request.input.offer)
    case 'open':
      await known(request.input.peer).open()
      return null
    case 'start':
      start()
      return null
    case 'stop':
      return stop()
    case 'closeAll':
      closeAll()
      return null
  }
}

process.on('message', (request: Request) => {
  perform(request).then(
    (output) => process.send?.({ id: request.id, output } satisfies Response),
    (cause: unknown) => process.send?.({ id: request.id, error: String(cause) } satisfies Response),
  )
})
process.on('disconnect', () => process.exit(0))
