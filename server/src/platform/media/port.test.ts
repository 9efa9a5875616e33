import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumNumbers } from '../../media-host/testing/browser-offer.ts'
import { rtpPacket } from '../../media-host/testing/packets.ts'
import { startHost, TEST_SECRET, until } from '../../media-host/testing/start-host.ts'
import { TestPeer } from '../../media-host/testing/test-peer.ts'
import { createFakeMedia, fakeHost } from '../../testing/fake-media.ts'
import { connectMediaHosts } from './media-hosts.ts'
import type { MediaEngine, MediaHostEvent } from './port.ts'

/** What makes an offer for a leg, takes the answer, and then sends or does not. */
interface Browser {
  offer(): Promise<string>
  accept(answer: string, legId: string): void
  send(legId: string): void
  sendNothing(legId: string): void
}

/** An engine with one host, and what a test does to the world around it. */
interface Surroundings {
  media: MediaEngine
  host: string
  browser(): Browser
  /** The host dies and loses what lived on it. */
  die(): Promise<void>
  comeBack(): Promise<void>
  close(): Promise<void>
}

async function simulated(): Promise<Surroundings> {
  const media = createFakeMedia()
  return {
    media,
    host: fakeHost,
    browser: () => ({
      offer: async () => 'an offer',
      accept: (_, legId) => media.legIs(legId, 'open'),
      send: (legId) => media.legIs(legId, 'open'),
      sendNothing: (legId) => media.legIs(legId, 'silent'),
    }),
    die: async () => media.hostIs(false),
    comeBack: async () => media.hostIs(true),
    close: async () => media.close(),
  }
}

async function real(): Promise<Surroundings> {
  const data = await mkdtemp(join(tmpdir(), 'media-engine-'))
  let running = await startHost({ DATA_DIR: data })
  const host = running.url
  const media = connectMediaHosts({ urls: [host], secret: TEST_SECRET })
  const connected = () => until('connected', () => media.ready().get(host) === true)
  await connected()
  return {
    media,
    host,
    browser() {
      const peer = new TestPeer(chromiumNumbers())
      return {
        offer: () => peer.offer(),
        accept: (answer) => peer.accept(answer),
        send: () => peer.send(rtpPacket({ type: 111, sequence: 1, ssrc: peer.numbers.audio })),
        // It never sent anything.
        sendNothing: () => undefined,
      }
    },
    async die() {
      running.process.kill('SIGKILL')
      await running.exited
    },
    async comeBack() {
      running = await startHost({ DATA_DIR: data, MEDIA_PORT: new URL(host).port })
      await connected()
    },
    async close() {
      media.close()
      await running.stop()
      await rm(data, { recursive: true, force: true })
    },
  }
}

describe.each([
  ['simulated in memory', simulated],
  ['of our own media host', real],
])('the media engine %s', (_, begin) => {
  let around: Surroundings
  let media: MediaEngine
  let host: string
  let callId: string
  const events: MediaHostEvent[] = []
  const changes: boolean[] = []

  beforeAll(async () => {
    around = await begin()
    ;({ media, host } = around)
    media.onEvent((event) => events.push(event))
    media.onConnection(({ connected }) => changes.push(connected))
  })
  afterAll(() => around.close())
  beforeEach(() => {
    callId = randomUUID()
    events.length = 0
  })

  /** A leg whose browser does not answer yet. */
  async function offered(more: { participantId?: string; replaces?: string } = {}) {
    const browser = around.browser()
    const leg = { participantId: randomUUID(), legId: randomUUID(), ...more }
    const grants = { publish: true, subscribe: true }
    const sdp = await browser.offer()
    const opened = await media.openLeg({ host, callId, ...leg, sdp, grants, record: false })
    return { ...leg, browser, answer: opened.sdp }
  }

  async function open(more: { participantId?: string; replaces?: string } = {}) {
    const leg = await offered(more)
    leg.browser.accept(leg.answer, leg.legId)
    await until('the leg is open', () => statesOf(leg.legId).includes('open'), 20_000)
    return leg
  }

  const statesOf = (legId: string) =>
    events.flatMap((event) =>
      event.event === 'leg-state' && event.legId === legId ? [event.state] : [],
    )
  const here = async () =>
    (await media.describe({ host })).calls.find((call) => call.callId === callId)
  const legsHere = async () => (await here())?.legs.map(({ legId }) => legId)
  const refused = (code: string) => expect.objectContaining({ name: 'MediaEngineError', code })

  test('opens a leg: it is connecting, then open, and whoever listens is told', async () => {
    const { participantId, legId, answer, browser } = await offered()
    expect(answer).not.toBe('')
    expect(await here()).toEqual({
      callId,
      forwarding: false,
      legs: [{ legId, participantId, state: 'connecting' }],
    })
    browser.accept(answer, legId)
    await until('the leg is open', () => statesOf(legId).length > 0, 20_000)
    expect(events).toContainEqual({
      event: 'leg-state',
      host,
      callId,
      participantId,
      legId,
      state: 'open',
    })
    expect((await here())?.legs).toEqual([{ legId, participantId, state: 'open' }])
  })

  test('refuses what is not SDP, and nothing is left of it', async () => {
    const ids = { callId, participantId: randomUUID(), legId: randomUUID() }
    const grants = { publish: true, subscribe: true }
    await expect(
      media.openLeg({ host, ...ids, sdp: 'not sdp', grants, record: false }),
    ).rejects.toEqual(refused('bad_sdp'))
    expect(await here()).toBeUndefined()
  })

  test('refuses ids that are none, a leg twice, a third participant and the replacing of another’s leg', async () => {
    const { legId } = await offered()
    await expect(offered({ participantId: 'somebody' })).rejects.toEqual(refused('bad_request'))
    const again = { participantId: randomUUID(), legId }
    await expect(offered(again)).rejects.toEqual(refused('bad_request'))
    await expect(offered({ replaces: legId })).rejects.toEqual(refused('bad_request'))
    const second = await offered()
    await expect(offered()).rejects.toEqual(refused('bad_request'))
    expect(await legsHere()).toEqual([legId, second.legId])
  })

  test('keeps a leg until the one that replaces it is open, then closes it', async () => {
    const { participantId, legId } = await open()
    const next = await offered({ participantId, replaces: legId })
    expect(await legsHere()).toEqual([legId, next.legId])
    expect(statesOf(legId)).toEqual(['open'])
    next.browser.accept(next.answer, next.legId)
    await until('the first is closed', () => statesOf(legId).includes('closed'), 20_000)
    expect(await legsHere()).toEqual([next.legId])
    expect(statesOf(next.legId)).toEqual(['open'])
  })

  test('answers a new offer on a living leg only', async () => {
    const { legId, browser } = await open()
    const sdp = await browser.offer()
    expect((await media.renegotiateLeg({ host, callId, legId, sdp })).sdp).not.toBe('')
    await expect(media.renegotiateLeg({ host, callId, legId, sdp: 'not sdp' })).rejects.toEqual(
      refused('bad_sdp'),
    )
    expect(await legsHere()).toEqual([legId])
    await media.closeLeg({ host, callId, legId })
    await expect(media.renegotiateLeg({ host, callId, legId, sdp })).rejects.toEqual(
      refused('no_such_leg'),
    )
    await expect(media.renegotiateLeg({ host, callId: randomUUID(), legId, sdp })).rejects.toEqual(
      refused('no_such_call'),
    )
  })

  test('closes a leg once; the call stays', async () => {
    const { legId } = await open()
    expect(await media.closeLeg({ host, callId, legId })).toEqual({})
    expect(statesOf(legId)).toEqual(['open', 'closed'])
    expect(await legsHere()).toEqual([])
    await expect(media.closeLeg({ host, callId, legId })).rejects.toEqual(refused('no_such_leg'))
    await expect(media.closeLeg({ host, callId: randomUUID(), legId })).rejects.toEqual(
      refused('no_such_call'),
    )
  })

  test('tells when nothing comes from a browser that should be heard, and when it is back', async () => {
    const [one] = [await open(), await open()]
    await media.setForwarding({ host, callId, forwarding: true })
    const stateHere = async () => (await here())?.legs.find((leg) => leg.legId === one.legId)?.state
    one.browser.sendNothing(one.legId)
    await until('the leg is silent', () => statesOf(one.legId).includes('silent'))
    expect(await stateHere()).toBe('silent')
    one.browser.send(one.legId)
    await until('the leg is heard', () => statesOf(one.legId).length > 2)
    expect(statesOf(one.legId)).toEqual(['open', 'silent', 'open'])
    expect(await stateHere()).toBe('open')
  })

  test('forwards a call that it has, and says so', async () => {
    await expect(media.setForwarding({ host, callId, forwarding: true })).rejects.toEqual(
      refused('no_such_call'),
    )
    await offered()
    for (const forwarding of [true, true, false]) {
      expect(await media.setForwarding({ host, callId, forwarding })).toEqual({})
      expect((await here())?.forwarding).toBe(forwarding)
    }
  })

  test('closes a call with every leg, as often as it is asked', async () => {
    const [one, two] = [await open(), await open()]
    const waiting = await offered({ participantId: one.participantId })
    for (let times = 0; times < 2; times += 1)
      expect(await media.closeCall({ host, callId })).toEqual({ recordings: [] })
    for (const { legId } of [one, two]) expect(statesOf(legId)).toEqual(['open', 'closed'])
    expect(statesOf(waiting.legId)).toEqual(['closed'])
    expect(await here()).toBeUndefined()
    expect(await media.closeCall({ host, callId: randomUUID() })).toEqual({ recordings: [] })
    expect(await media.listRecordings({ host, callId })).toEqual({ recordings: [] })
  })

  test('has no recording of a call that it does not know', async () => {
    const file = `${randomUUID()}-${randomUUID()}-audio.mjr`
    await expect(media.readRecording({ host, callId, file })).rejects.toEqual(
      refused('no_such_call'),
    )
  })

  test('knows no other host', async () => {
    const elsewhere = { host: 'ws://127.0.0.1:1', callId }
    await expect(media.closeCall(elsewhere)).rejects.toEqual(refused('unreachable'))
  })

  test('cannot reach a host that died, and finds it empty and another when it is back', async () => {
    await open()
    const before = await media.describe({ host })
    expect(await media.describe({ host })).toMatchObject({ hostId: before.hostId })
    expect(media.ready()).toEqual(new Map([[host, true]]))
    changes.length = 0
    await around.die()
    await until('it is seen', () => media.ready().get(host) === false)
    await expect(media.describe({ host })).rejects.toEqual(refused('unreachable'))
    await expect(media.readRecording({ host, callId, file: 'a.mjr' })).rejects.toEqual(
      refused('unreachable'),
    )
    await around.comeBack()
    expect(changes).toEqual([false, true])
    const after = await media.describe({ host })
    expect(after.calls).toEqual([])
    expect(after.hostId).not.toBe(before.hostId)
  })

  test('says nothing more to who stopped listening', async () => {
    const heard: MediaHostEvent[] = []
    const stop = media.onEvent((event) => heard.push(event))
    await open()
    expect(heard).toHaveLength(1)
    stop()
    await media.closeCall({ host, callId })
    expect(heard).toHaveLength(1)
  })
})
