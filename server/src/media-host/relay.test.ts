import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { MediaEvent } from '@veridesk/contract/media-protocol'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { MediaHostClient } from '../platform/media/media-host-client.ts'
import { payloadTypeOf, rtpPayload, sequenceOf, ssrcOf } from '../platform/media/rtp.ts'
import { ABS_SEND_TIME } from './testing/browser-offer.ts'
import type { CalledIn } from './testing/call-in.ts'
import { announcedIn, callIn } from './testing/call-in.ts'
import { rtpPacket } from './testing/packets.ts'
import type { RunningHost } from './testing/start-host.ts'
import { startHost, until } from './testing/start-host.ts'

let host: RunningHost
let app: MediaHostClient
let data: string
let callId: string
const events: MediaEvent[] = []

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'media-host-'))
  host = await startHost({ DATA_DIR: data })
  app = await host.connect()
  app.onEvent((event) => events.push(event))
})

afterAll(async () => {
  await host.stop()
  await rm(data, { recursive: true, force: true })
})

beforeEach(() => {
  callId = randomUUID()
  events.length = 0
})

const answered = () => app.request('setForwarding', { callId, forwarding: true })

/** Send sound until the other side has some: the first packets may come before its leg is open. */
async function speak(
  from: CalledIn,
  to: CalledIn,
  sequence = 0,
  deadlineMs = 5000,
): Promise<Buffer> {
  const before = to.peer.rtp.length
  let next = sequence
  const arrived = () => {
    const { opus: type, audio: ssrc } = from.peer.numbers
    from.peer.send(rtpPacket({ type, sequence: next++, ssrc }))
    return to.peer.rtp.length > before
  }
  await until('a packet arrives', arrived, deadlineMs)
  return to.peer.rtp[before] ?? Buffer.alloc(0)
}

describe('a call between two', () => {
  test('packets pass both ways under the announced SSRCs, from the answer on and not before', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, { callId })
    await expect(speak(customer, agent, 0, 300)).rejects.toThrow('a packet arrives')
    await answered()
    expect(ssrcOf(await speak(customer, agent, 100))).toBe(announcedIn(agent.sdp).audio)
    expect(ssrcOf(await speak(agent, customer))).toBe(announcedIn(customer.sdp).audio)

    const { vp8, rtx, video, rtxSsrc } = customer.peer.numbers
    agent.peer.rtp.length = 0
    customer.peer.send(rtpPacket({ type: vp8 ?? 0, sequence: 7, ssrc: video, marker: true }))
    customer.peer.send(rtpPacket({ type: rtx, sequence: 9, ssrc: rtxSsrc }))
    customer.peer.send(rtpPacket({ type: 96, sequence: 9, ssrc: 12345 }))
    const pictures = () =>
      new Set(
        agent.peer.rtp
          .filter((packet) => payloadTypeOf(packet) !== 111)
          .map((each) => ssrcOf(each)),
      )
    await until('picture and retransmission arrive', () => pictures().size >= 2)
    await speak(customer, agent, 200)
    expect(pictures()).toEqual(new Set([announcedIn(agent.sdp).video, announcedIn(agent.sdp).rtx]))
  })

  test('feedback and reports name the SSRCs of the side that reads them', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, { callId })
    await answered()
    await speak(agent, customer)
    await until('keyframes were asked for', () => customer.peer.rtcp.length > 0)
    customer.peer.rtcp.length = 0
    const nack = Buffer.from('81cd000300000000000000000001ffff', 'hex')
    nack.writeUInt32BE(agent.peer.numbers.video, 4)
    nack.writeUInt32BE(announcedIn(agent.sdp).video, 8)
    agent.peer.send(nack)
    await until('the NACK arrives', () =>
      customer.peer.rtcp.some((packet) => packet.readUInt8(1) === 205),
    )
    const arrived = customer.peer.rtcp.find((packet) => packet.readUInt8(1) === 205)
    expect(arrived?.readUInt32BE(4)).toBe(announcedIn(customer.sdp).video)
    expect(arrived?.readUInt32BE(8)).toBe(customer.peer.numbers.video)
    expect(arrived?.subarray(12)).toEqual(nack.subarray(12))
  })

  test('every camera is asked for a keyframe when the call is answered', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, { callId })
    await answered()
    for (const { peer } of [customer, agent]) {
      await until('a picture loss indication', () => peer.rtcp.length > 0)
      expect(peer.rtcp[0]?.readUInt16BE(0)).toBe(0x81ce)
      expect(peer.rtcp[0]?.readUInt32BE(8)).toBe(peer.numbers.video)
    }
  })

  test('browsers with other payload types, other extension ids and without RED understand each other', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, {
      callId,
      numbers: { opus: 109, red: null, vp8: 120, rtx: 124, extensions: { [ABS_SEND_TIME]: 5 } },
    })
    expect(agent.sdp).toContain('m=audio 9 UDP/TLS/RTP/SAVPF 109\r\n')
    expect(agent.sdp).toContain('m=video 9 UDP/TLS/RTP/SAVPF 120 124\r\n')
    await answered()
    await speak(customer, agent)
    agent.peer.rtp.length = 0
    const red = Buffer.from([
      0x80 | 111,
      0x03,
      (0xc0 << 2) >>> 8,
      0x03,
      111,
      0xaa,
      0xbb,
      0xcc,
      1,
      2,
      3,
    ])
    red.writeUInt32BE((((0x80 | 111) << 24) | (960 << 10) | 3) >>> 0, 0)
    customer.peer.send(
      rtpPacket({
        type: 63,
        sequence: 5000,
        ssrc: customer.peer.numbers.audio,
        payload: red,
        extensions: [
          [2, Buffer.from([1, 2, 3])],
          [3, Buffer.from([0, 9])],
        ],
      }),
    )
    await until('the packet arrives', () =>
      agent.peer.rtp.some((packet) => sequenceOf(packet) === 5000),
    )
    const packet = agent.peer.rtp.find((entry) => sequenceOf(entry) === 5000) ?? Buffer.alloc(0)
    expect(payloadTypeOf(packet)).toBe(109)
    expect(rtpPayload(packet)).toEqual(Buffer.from([1, 2, 3]))
    expect(packet.subarray(12, 24).toString('hex')).toBe('bede000252010203000000' + '00')
  })

  test('who may only subscribe is not heard, and who may only publish hears nothing', async () => {
    const speaker = await callIn(app, { callId, grants: { publish: true, subscribe: false } })
    const listener = await callIn(app, { callId, grants: { publish: false, subscribe: true } })
    expect(listener.sdp).toContain('a=sendonly')
    expect(speaker.sdp).toContain('a=recvonly')
    await answered()
    listener.peer.send(rtpPacket({ type: 111, sequence: 1, ssrc: listener.peer.numbers.audio }))
    await speak(speaker, listener)
    await speak(speaker, listener, 300)
    expect(speaker.peer.rtp).toEqual([])
  })

  test('a third participant is refused with a sentence', async () => {
    await callIn(app, { callId })
    await callIn(app, { callId })
    await expect(callIn(app, { callId })).rejects.toThrow('a call holds 2 participants')
  })
})

describe('a leg is replaced', () => {
  test('its peer renegotiates, gets new SSRCs, and its own transport is left alone', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, { callId })
    await answered()
    await speak(customer, agent)
    const { participantId } = customer
    const again = await callIn(app, { callId, participantId, replaces: customer.legId })
    await until('the old leg is closed', () =>
      events.some(
        (event) =>
          event.event === 'leg-state' && event.legId === customer.legId && event.state === 'closed',
      ),
    )
    again.peer.rtcp.length = 0
    const { sdp } = await app.request('renegotiateLeg', {
      callId,
      legId: agent.legId,
      sdp: await agent.peer.offer(),
    })
    expect(announcedIn(sdp)).not.toEqual(announcedIn(agent.sdp))
    expect(sdp.match(/a=ice-ufrag:\S+/)?.[0]).toBe(agent.sdp.match(/a=ice-ufrag:\S+/)?.[0])
    expect(ssrcOf(await speak(again, agent))).toBe(announcedIn(sdp).audio)
    expect(ssrcOf(await speak(agent, again))).toBe(announcedIn(again.sdp).audio)
    await until('a keyframe is asked for', () => again.peer.rtcp.length > 0)
  })

  test('a browser that changes its SSRCs on a living leg gets fresh ones on the other side', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, { callId })
    await answered()
    await speak(customer, agent)
    customer.peer.numbers.audio += 500_000
    const renegotiated = async ({ legId, peer }: CalledIn) =>
      await app.request('renegotiateLeg', { callId, legId, sdp: await peer.offer() })
    await renegotiated(customer)
    const { sdp } = await renegotiated(agent)
    expect(announcedIn(sdp).audio).not.toBe(announcedIn(agent.sdp).audio)
    expect(ssrcOf(await speak(customer, agent))).toBe(announcedIn(sdp).audio)
  })

  test('before anything was sent the peer need not renegotiate', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, { callId })
    const { participantId } = customer
    const again = await callIn(app, { callId, participantId, replaces: customer.legId })
    await answered()
    expect(ssrcOf(await speak(again, agent))).toBe(announcedIn(agent.sdp).audio)
  })

  test('another participant taking the place gets fresh SSRCs', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, { callId })
    await answered()
    await speak(agent, customer)
    await app.request('closeLeg', { callId, legId: agent.legId })
    const colleague = await callIn(app, { callId })
    const { sdp } = await app.request('renegotiateLeg', {
      callId,
      legId: customer.legId,
      sdp: await customer.peer.offer(),
    })
    expect(announcedIn(sdp).audio).not.toBe(announcedIn(customer.sdp).audio)
    expect(ssrcOf(await speak(colleague, customer))).toBe(announcedIn(sdp).audio)
  })
})

describe('the video codec', () => {
  test('is VP8 where all offer it', async () => {
    const customer = await callIn(app, { callId })
    expect(customer.sdp).toContain('VP8/90000')
    expect(customer.sdp).not.toContain('H264')
  })

  test('becomes H.264 for everyone when a browser without VP8 comes: a leg with VP8 is failed, its next has H.264', async () => {
    const customer = await callIn(app, { callId, numbers: { rtx: 103 } })
    const agent = await callIn(app, { callId, numbers: { vp8: null } })
    expect(agent.sdp).toContain('H264/90000')
    await until('the first is failed', () =>
      events.some(
        (event) =>
          event.event === 'leg-state' && event.legId === customer.legId && event.state === 'failed',
      ),
    )
    const { participantId, legId: replaces } = customer
    const again = await callIn(app, { callId, participantId, replaces, numbers: { rtx: 103 } })
    expect(again.sdp).toContain('H264/90000')
    expect(again.sdp).not.toContain('VP8')
    await answered()
    await speak(again, agent)
    const { calls } = await app.request('describe', {})
    const legs = calls.find((call) => call.callId === callId)?.legs
    expect(legs?.map(({ legId, state }) => [legId, state])).toEqual([
      [agent.legId, 'open'],
      [again.legId, 'open'],
    ])
  })
})

describe('the watch', () => {
  test('a leg from which nothing comes for 2 s is silent, and open again when packets return', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, { callId })
    await answered()
    const states = () =>
      events
        .filter((event) => event.event === 'leg-state')
        .filter((event) => event.legId === customer.legId)
        .map((event) => event.state)
    const began = performance.now()
    await until('silent', () => states().at(-1) === 'silent')
    expect(performance.now() - began).toBeGreaterThan(1900)
    expect(performance.now() - began).toBeLessThan(4000)
    await speak(customer, agent)
    await until('open again', () => states().at(-1) === 'open')
    expect(states()).toEqual(['open', 'silent', 'open'])
  })

  test('a leg that is alone is not silent: it has 2 s from the moment somebody comes to send to', async () => {
    const customer = await callIn(app, { callId })
    await answered()
    const isSilent = () =>
      events.some(
        (event) =>
          event.event === 'leg-state' && event.legId === customer.legId && event.state === 'silent',
      )
    const began = performance.now()
    await until('it was alone for long', () => isSilent() || performance.now() - began > 2500)
    expect(isSilent()).toBe(false)
    const joined = performance.now()
    await callIn(app, { callId })
    await until('silent', isSilent)
    expect(performance.now() - joined).toBeGreaterThan(1900)
  })

  test('a camera that stops while the microphone goes on is reported, and its return too', async () => {
    const customer = await callIn(app, { callId })
    const agent = await callIn(app, { callId })
    await answered()
    const silences = () =>
      events
        .filter((event) => event.event === 'track-silent')
        .filter((event) => event.legId === customer.legId)
        .map((event) => [event.kind, event.silent])
    let sequence = 0
    await until(
      'the camera is silent',
      async () => {
        await speak(customer, agent, (sequence += 20))
        return silences().length > 0
      },
      8000,
    )
    customer.peer.send(rtpPacket({ type: 96, sequence: 1, ssrc: customer.peer.numbers.video }))
    await until('the camera is back', () => silences().length > 1)
    expect(silences()).toEqual([
      ['video', true],
      ['video', false],
    ])
  })
})
