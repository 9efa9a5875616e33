/** A media engine in memory: answers legs, remembers what lives on it, and says what a test has it say. */
import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { LegState, MediaEvent, RecordingFile } from '@veridesk/contract/media-protocol'
import { MediaEngineError, type AtHost, type MediaEngine } from '../platform/media/port.ts'

interface FakeLeg {
  readonly participantId: string
  state: LegState
}

interface FakeCall {
  forwarding: boolean
  readonly legs: Map<string, FakeLeg>
}

export interface FakeMedia extends MediaEngine {
  /** The calls that live on a host now. */
  callsOn(host?: string): Map<string, FakeCall>
  /** A leg's browser connects, falls silent, fails. */
  legIs(legId: string, state: LegState): void
  /** The host goes down and loses every call, or comes back empty. */
  hostIs(connected: boolean, host?: string): void
  /** What `closeCall` and `readRecording` have to give for a call. */
  record(callId: string, file: RecordingFile, bytes: Buffer): void
  /** Method names in the order of asking. */
  readonly asked: readonly string[]
}

export const fakeHost = 'ws://media.test'

/** Every SDP is taken but the text `not sdp`. */
export function createFakeMedia(hosts: readonly string[] = [fakeHost]): FakeMedia {
  const connected = new Map(hosts.map((host) => [host, true]))
  const calls = new Map(hosts.map((host) => [host, new Map<string, FakeCall>()]))
  const recordings = new Map<string, { file: RecordingFile; bytes: Buffer }[]>()
  const eventListeners = new Set<(event: MediaEvent & AtHost) => void>()
  const connectionListeners = new Set<(change: AtHost & { connected: boolean }) => void>()
  const asked: string[] = []

  const callsOn = (host = fakeHost): Map<string, FakeCall> => calls.get(host) ?? new Map()
  const on = (method: string, host: string): Map<string, FakeCall> => {
    asked.push(method)
    if (!connected.get(host)) throw new MediaEngineError('unreachable', `${host} is down`)
    return callsOn(host)
  }
  const known = (method: string, host: string, callId: string): FakeCall => {
    const call = on(method, host).get(callId)
    if (!call) throw new MediaEngineError('no_such_call', callId)
    return call
  }
  const answer = (sdp: string) => {
    if (sdp === 'not sdp') throw new MediaEngineError('bad_sdp', 'this is not SDP')
    return { sdp: `answer to ${sdp}` }
  }

  return {
    asked,
    callsOn,
    legIs(legId, state) {
      for (const [host, ofHost] of calls)
        for (const [callId, call] of ofHost) {
          const leg = call.legs.get(legId)
          if (!leg) continue
          leg.state = state
          const event = { event: 'leg-state', callId, legId, state } as const
          for (const listener of eventListeners)
            listener({ ...event, participantId: leg.participantId, host })
        }
    },
    hostIs(isConnected, host = fakeHost) {
      if (!isConnected) callsOn(host).clear()
      connected.set(host, isConnected)
      for (const listener of connectionListeners) listener({ host, connected: isConnected })
    },
    record(callId, file, bytes) {
      recordings.set(callId, [...(recordings.get(callId) ?? []), { file, bytes }])
    },
    openLeg: async ({ host, callId, legId, participantId, sdp, replaces }) => {
      const ofHost = on('openLeg', host)
      const answered = answer(sdp)
      const call = ofHost.get(callId) ?? { forwarding: false, legs: new Map() }
      ofHost.set(callId, call)
      if (replaces) call.legs.delete(replaces)
      call.legs.set(legId, { participantId, state: 'connecting' })
      return answered
    },
    renegotiateLeg: async ({ host, callId, legId, sdp }) => {
      if (!known('renegotiateLeg', host, callId).legs.has(legId))
        throw new MediaEngineError('no_such_leg', legId)
      return answer(sdp)
    },
    setForwarding: async ({ host, callId, forwarding }) => {
      known('setForwarding', host, callId).forwarding = forwarding
      return {}
    },
    closeLeg: async ({ host, callId, legId }) => {
      if (!known('closeLeg', host, callId).legs.delete(legId))
        throw new MediaEngineError('no_such_leg', legId)
      return {}
    },
    closeCall: async ({ host, callId }) => {
      on('closeCall', host).delete(callId)
      return { recordings: (recordings.get(callId) ?? []).map(({ file }) => file) }
    },
    listRecordings: async ({ host, callId }) => {
      on('listRecordings', host)
      return { recordings: (recordings.get(callId) ?? []).map(({ file }) => file) }
    },
    describe: async ({ host }) => ({
      hostId: randomUUID(),
      startedAt: new Date().toISOString(),
      calls: [...on('describe', host)].map(([callId, call]) => ({
        callId,
        forwarding: call.forwarding,
        legs: [...call.legs].map(([legId, leg]) => ({ legId, ...leg })),
      })),
    }),
    readRecording: async ({ host, callId, file }) => {
      on('readRecording', host)
      const found = recordings.get(callId)?.find((each) => each.file.file === file)
      if (!found) throw new MediaEngineError('no_such_call', file)
      return Readable.from([found.bytes])
    },
    ready: () => new Map(connected),
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
