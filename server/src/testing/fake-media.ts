/** A media engine in memory: answers legs, remembers what lives on it, and says what a test has it say. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  mediaMethods,
  type LegState,
  type MediaMethod,
  type RecordingFile,
} from '@veridesk/contract/media-protocol'
import {
  MediaEngineError,
  type AtHost,
  type MediaEngine,
  type MediaHostEvent,
} from '../platform/media/port.ts'

interface FakeLeg {
  readonly participantId: string
  state: LegState
}

interface FakeCall {
  forwarding: boolean
  readonly legs: Map<string, FakeLeg>
}

interface FakeHost {
  connected: boolean
  /** Another one after each restart. */
  run: { hostId: string; startedAt: string }
  readonly calls: Map<string, FakeCall>
  readonly recordings: Map<string, { file: RecordingFile; bytes: Buffer }[]>
}

export interface FakeMedia extends MediaEngine {
  /** The calls that live on a host now. */
  callsOn(host?: string): Map<string, FakeCall>
  /** A leg's browser connects, falls silent, fails. */
  legIs(legId: string, state: LegState): void
  /** The host goes down and loses every call, or comes back empty but for its recordings. */
  hostIs(connected: boolean, host?: string): void
  /** What `closeCall` and `readRecording` have to give for a call. */
  record(callId: string, file: RecordingFile, bytes: Buffer, host?: string): void
  /** Method names in the order of asking. */
  readonly asked: readonly string[]
}

export const fakeHost = 'ws://media.test'

const newRun = () => ({ hostId: randomUUID(), startedAt: new Date().toISOString() })

/** Every SDP is taken but the text `not sdp`. */
export function createFakeMedia(urls: readonly string[] = [fakeHost]): FakeMedia {
  const hosts = new Map<string, FakeHost>(
    urls.map((url) => [
      url,
      { connected: true, run: newRun(), calls: new Map(), recordings: new Map() },
    ]),
  )
  const eventListeners = new Set<(event: MediaHostEvent) => void>()
  const connectionListeners = new Set<(change: AtHost & { connected: boolean }) => void>()
  const asked: string[] = []

  const hostAt = (url: string): FakeHost => {
    const host = hosts.get(url)
    if (!host) throw new MediaEngineError('unreachable', `${url} is not known`)
    return host
  }
  /** The host that is asked: there, and asked something sound. */
  const ask = (method: MediaMethod, { host: url, ...input }: AtHost): FakeHost => {
    asked.push(method)
    const host = hostAt(url)
    if (!host.connected) throw new MediaEngineError('unreachable', `${url} is down`)
    const { error } = mediaMethods[method].input.safeParse(input)
    if (error) throw new MediaEngineError('bad_request', error.message)
    return host
  }
  const callOn = (host: FakeHost, callId: string): FakeCall => {
    const call = host.calls.get(callId)
    if (!call) throw new MediaEngineError('no_such_call', callId)
    return call
  }
  const legOf = (call: FakeCall, legId: string): FakeLeg => {
    const leg = call.legs.get(legId)
    if (!leg) throw new MediaEngineError('no_such_leg', legId)
    return leg
  }
  const answer = (sdp: string) => {
    if (sdp === 'not sdp') throw new MediaEngineError('bad_sdp', 'this is not SDP')
    return { sdp: `answer to ${sdp}` }
  }
  const setState = (url: string, callId: string, legId: string, state: LegState): void => {
    const call = hostAt(url).calls.get(callId)
    const leg = call?.legs.get(legId)
    if (!call || !leg || leg.state === state) return
    leg.state = state
    if (state === 'failed' || state === 'closed') call.legs.delete(legId)
    const { participantId } = leg
    for (const listener of eventListeners)
      listener({ event: 'leg-state', host: url, callId, participantId, legId, state })
    if (state !== 'open') return
    for (const [otherId, other] of call.legs)
      if (otherId !== legId && other.participantId === participantId)
        setState(url, callId, otherId, 'closed')
  }
  const filesOf = (host: FakeHost, callId: string) =>
    (host.recordings.get(callId) ?? []).map(({ file }) => file)

  return {
    asked,
    callsOn: (url = fakeHost) => hostAt(url).calls,
    legIs(legId, state) {
      for (const [url, { calls }] of hosts)
        for (const callId of calls.keys()) setState(url, callId, legId, state)
    },
    hostIs(connected, url = fakeHost) {
      const host = hostAt(url)
      if (!connected) host.calls.clear()
      if (!connected) host.run = newRun()
      host.connected = connected
      for (const listener of connectionListeners) listener({ host: url, connected })
    },
    record(callId, file, bytes, url = fakeHost) {
      const { recordings } = hostAt(url)
      recordings.set(callId, [...(recordings.get(callId) ?? []), { file, bytes }])
    },
    openLeg: async (input) => {
      const host = ask('openLeg', input)
      const call: FakeCall = host.calls.get(input.callId) ?? { forwarding: false, legs: new Map() }
      const others = [...call.legs].filter(([, leg]) => leg.participantId !== input.participantId)
      if (
        call.legs.has(input.legId) ||
        new Set(others.map(([, leg]) => leg.participantId)).size >= 2 ||
        others.some(([legId]) => legId === input.replaces)
      )
        throw new MediaEngineError('bad_request', 'this leg cannot be opened')
      const answered = answer(input.sdp)
      host.calls.set(input.callId, call)
      call.legs.set(input.legId, { participantId: input.participantId, state: 'connecting' })
      return answered
    },
    renegotiateLeg: async (input) => {
      legOf(callOn(ask('renegotiateLeg', input), input.callId), input.legId)
      return answer(input.sdp)
    },
    setForwarding: async (input) => {
      callOn(ask('setForwarding', input), input.callId).forwarding = input.forwarding
      return {}
    },
    closeLeg: async (input) => {
      legOf(callOn(ask('closeLeg', input), input.callId), input.legId)
      setState(input.host, input.callId, input.legId, 'closed')
      return {}
    },
    closeCall: async (input) => {
      const host = ask('closeCall', input)
      for (const legId of host.calls.get(input.callId)?.legs.keys() ?? [])
        setState(input.host, input.callId, legId, 'closed')
      host.calls.delete(input.callId)
      return { recordings: filesOf(host, input.callId) }
    },
    listRecordings: async (input) => ({
      recordings: filesOf(ask('listRecordings', input), input.callId),
    }),
    describe: async (input) => {
      const { run, calls } = ask('describe', input)
      return {
        ...run,
        calls: [...calls].map(([callId, { forwarding, legs }]) => ({
          callId,
          forwarding,
          legs: [...legs].map(([legId, leg]) => ({ legId, ...leg })),
        })),
      }
    },
    readRecording: async ({ host: url, callId, file }) => {
      const host = hostAt(url)
      if (!host.connected) throw new MediaEngineError('unreachable', `${url} is down`)
      const found = host.recordings.get(callId)?.find((each) => each.file.file === file)
      if (!found) throw new MediaEngineError('no_such_call', file)
      return Readable.from([found.bytes])
    },
    ready: () => new Map([...hosts].map(([url, { connected }]) => [url, connected])),
    onEvent(listener) {
      eventListeners.add(listener)
      return () => eventListeners.delete(listener)
    },
    onConnection(listener) {
      connectionListeners.add(listener)
      return () => connectionListeners.delete(listener)
    },
    close: () => undefined,
  }
}
