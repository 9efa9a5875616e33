/** The call that this window holds: its devices and its session, apart from any screen. */
import {
  CallSession,
  LocalMedia,
  MediaError,
  type CallTransport,
  type MediaProblem,
  type SessionState,
} from '@veridesk/call-client'
import { call } from '@veridesk/contract/api-client'
import type { CallDetail } from '@veridesk/contract/calls'
import { permissionFor } from '../shell/browser-permissions.ts'
import type { Claim } from '../windows/claim.ts'

export interface OwnCallState {
  /** Null while the devices open, or where they could not be opened. */
  readonly local: LocalMedia | null
  /** Why there is no microphone. */
  readonly problem: MediaProblem | null
  readonly microphoneOn: boolean
  readonly cameraOn: boolean
  /** `none`: there is no camera to be had, and the customer only hears. */
  readonly camera: 'opening' | 'open' | 'none'
  readonly session: SessionState | null
}

/**
 * The microphone alone: nothing waits for a camera that takes its second to start, or is not there at all
 * (manual 2.2: it is optional for agents). Throws `MediaError`.
 */
export function openMicrophone(): Promise<LocalMedia> {
  return LocalMedia.open({ audio: true, video: false })
}

/** Names under which windows of one browser agree on who holds the call. */
export const claimName = (callId: string) => `veridesk-call-${callId}`

export class OwnCall {
  readonly callId: string
  /** Rejects with `MediaError` where there was none at first. */
  readonly microphone: Promise<unknown>
  readonly #claim: Claim
  readonly #listeners = new Set<() => void>()
  #state: OwnCallState = {
    local: null,
    problem: null,
    microphoneOn: false,
    cameraOn: false,
    camera: 'opening',
    session: null,
  }
  #session: CallSession | null = null
  #answered: boolean
  #cameraAsked = false
  #detail: CallDetail | null = null
  #closed = false

  /**
   * `ringing`: the call is not answered yet. Media is made ready, and the camera opened where the browser
   * has nothing to ask; nothing is sent before `answer`.
   */
  constructor(
    callId: string,
    claim: Claim,
    microphone: Promise<LocalMedia>,
    { ringing = false } = {},
  ) {
    this.callId = callId
    this.#claim = claim
    this.#answered = !ringing
    this.microphone = microphone
    this.#take(microphone)
  }

  readonly getState = (): OwnCallState => this.#state

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => {
      this.#listeners.delete(listener)
    }
  }

  /** Takes what the server says of the call now. */
  apply(detail: CallDetail): void {
    this.#detail = detail
    if (detail.media)
      this.#session?.update({ active: detail.status === 'active', media: detail.media })
  }

  /** 接听: what was made ready begins to send. */
  answer(): void {
    this.#answered = true
    this.#session?.answer()
    if (this.#state.local) this.#openCamera()
  }

  /** Once more, after the person has done something about the microphone. */
  reopenDevices(): void {
    this.#set({ problem: null })
    this.#take(openMicrophone())
  }

  setMicrophone(on: boolean): void {
    this.#state.local?.setAudio(on)
    this.#readDevices()
  }

  /** Throws `MediaError` where there is no camera to be had. */
  async setCamera(on: boolean): Promise<void> {
    const { local } = this.#state
    try {
      await local?.setVideo(on)
    } finally {
      // Ended while the camera was starting: it must not stay on.
      if (this.#closed || this.#state.local !== local) local?.close()
      else this.#readDevices()
    }
    this.#set({ camera: 'open' })
  }

  close(): void {
    this.#closed = true
    this.#session?.close()
    this.#state.local?.close()
    this.#claim.release()
  }

  #take(microphone: Promise<LocalMedia>): void {
    microphone.then(
      (local) => (this.#closed ? local.close() : this.#start(local)),
      (cause: unknown) =>
        this.#set({ problem: cause instanceof MediaError ? cause.problem : 'unknown' }),
    )
  }

  #start(local: LocalMedia): void {
    this.#session?.close()
    this.#state.local?.close()
    this.#cameraAsked = false
    const session = new CallSession({ transport: transportOf(this.callId), local })
    this.#session = session
    session.subscribe((state) => this.#set({ session: state }))
    local.onEnded((kind) => {
      this.#readDevices()
      if (kind === 'microphone') this.#set({ problem: 'not-found' })
    })
    this.#set({ local, problem: null, camera: 'opening', session: session.state })
    if (this.#detail) this.apply(this.#detail)
    this.#readDevices()
    if (this.#answered) this.#openCamera()
    else
      void permissionFor('camera').then((permission) => {
        if (permission === 'granted' && !this.#closed) this.#openCamera()
      })
  }

  #openCamera(): void {
    if (this.#cameraAsked) return
    this.#cameraAsked = true
    this.setCamera(true).catch(() => this.#set({ camera: 'none' }))
  }

  #readDevices(): void {
    const { local } = this.#state
    this.#set({ microphoneOn: local?.audioOn ?? false, cameraOn: local?.videoOn ?? false })
  }

  #set(change: Partial<OwnCallState>): void {
    this.#state = { ...this.#state, ...change }
    for (const listener of this.#listeners) listener()
  }
}

function transportOf(id: string): CallTransport {
  return {
    openLeg: (body) => call('POST /api/calls/:id/legs', { params: { id }, body }),
    renegotiateLeg: ({ legId, sdp }) =>
      call('PUT /api/calls/:id/legs/:legId', { params: { id, legId }, body: { sdp } }),
    setTracks: (body) => call('PUT /api/calls/:id/tracks', { params: { id }, body }),
  }
}
