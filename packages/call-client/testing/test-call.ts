/** Stands in for the app: one call of two people on a real media host, its snapshots and its refusals. */
import { randomUUID } from 'node:crypto'
import type { CallMedia, Participant } from '@veridesk/contract/calls'
import type { Snapshot } from '../src/peers.ts'
import { throughLink, type Links } from './access-link.ts'
import type { MediaHostControl } from './media-host.ts'

type Role = Participant['role']

export interface TestCallOptions {
  readonly host: MediaHostControl
  readonly record: boolean
  readonly send: Record<Role, CallMedia['send']>
  /** The customer's media goes through it. */
  readonly customerLink?: Links
}

/** A refusal with the code that the app would answer. */
export class Refusal extends Error {
  readonly code: string
  constructor(code: string) {
    super(code)
    this.code = code
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

export class TestCall {
  readonly callId = randomUUID()
  active = false
  ended = false
  /** Every leg that was asked for, in order. */
  readonly opened: { role: Role; legId: string; replaces: string | undefined }[] = []
  readonly renegotiated: Role[] = []
  readonly #options: TestCallOptions
  readonly #participants: Record<Role, Mutable<Participant>>
  readonly #watchers: (() => void)[] = []
  readonly #stop: () => void

  constructor(options: TestCallOptions) {
    this.#options = options
    this.#participants = { customer: newcomer('customer'), agent: newcomer('agent') }
    this.#stop = options.host.onEvent((event) => {
      if (event.event !== 'leg-state') return
      const leg = Object.values(this.#participants).find(({ legId }) => legId === event.legId)
      if (!leg) return
      leg.legState = event.state
      this.#changed()
    })
  }

  /** Told after every change, as the app's socket would. */
  watch(watcher: () => void): void {
    this.#watchers.push(watcher)
  }

  snapshot(role: Role): Snapshot {
    const { customer, agent } = this.#participants
    return {
      active: this.active,
      media: {
        participantId: this.#participants[role].id,
        participants: [{ ...customer }, { ...agent }],
        iceServers: [],
        send: this.#options.send[role],
        recording: this.#options.record,
      },
    }
  }

  /** The media host relays from now on; no page has heard of it. */
  async relay(): Promise<void> {
    await this.#options.host.request('setForwarding', { callId: this.callId, forwarding: true })
  }

  async answer(): Promise<void> {
    await this.relay()
    this.active = true
    this.#changed()
  }

  /** Throws `Refusal` after the end. */
  async openLeg(
    role: Role,
    { sdp, replaces }: { sdp: string; replaces?: string },
  ): Promise<{ legId: string; sdp: string }> {
    this.#refuseAfterEnd()
    const legId = randomUUID()
    const own = this.#participants[role]
    this.opened.push({ role, legId, replaces })
    own.legId = legId
    own.legState = 'connecting'
    this.#changed()
    const answer = await this.#options.host.request('openLeg', {
      callId: this.callId,
      participantId: own.id,
      legId,
      sdp,
      ...(replaces ? { replaces } : {}),
      grants: { publish: true, subscribe: true },
      record: this.#options.record,
    })
    return { legId, sdp: await this.#linked(role, answer.sdp) }
  }

  async renegotiateLeg(
    role: Role,
    { legId, sdp }: { legId: string; sdp: string },
  ): Promise<{ sdp: string }> {
    this.#refuseAfterEnd()
    this.renegotiated.push(role)
    const { callId } = this
    // The candidates do not matter any more: the transport lives on.
    return this.#options.host.request('renegotiateLeg', { callId, legId, sdp })
  }

  async setTracks(role: Role, sends: { audio: boolean; video: boolean }): Promise<void> {
    this.#refuseAfterEnd()
    this.#participants[role].sendsAudio = sends.audio
    this.#participants[role].sendsVideo = sends.video
    this.#changed()
  }

  async closeLeg(role: Role): Promise<void> {
    const { legId } = this.#participants[role]
    if (legId) await this.#options.host.request('closeLeg', { callId: this.callId, legId })
  }

  async end(): Promise<void> {
    this.ended = true
    this.#stop()
    await this.#options.host.request('closeCall', { callId: this.callId })
  }

  #refuseAfterEnd(): void {
    if (this.ended) throw new Refusal('call_ended')
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher()
  }

  async #linked(role: Role, sdp: string): Promise<string> {
    const link = role === 'customer' ? this.#options.customerLink : undefined
    return link ? throughLink(sdp, link) : sdp
  }
}

function newcomer(role: Role): Mutable<Participant> {
  return {
    id: randomUUID(),
    role,
    name: role,
    legId: null,
    legState: null,
    present: true,
    missingSince: null,
    sendsAudio: false,
    sendsVideo: false,
  }
}
