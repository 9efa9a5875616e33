/** What runs in a test page: the call client, and a transport that leads to `TestCall`. */
import type { CallMedia } from '@veridesk/contract/calls'
import { CallSession } from '../src/call-session.ts'
import { preferCodecs } from '../src/codecs.ts'
import { LocalMedia, type LocalMediaOptions } from '../src/local-media.ts'
import type { Snapshot } from '../src/peers.ts'
import type { CallTransport, SessionState } from '../src/session-types.ts'
import { boundVideo } from '../src/sender.ts'
import { withStartBitrate } from '../src/start-bitrate.ts'
import { readStats, type SessionStats } from '../src/stats.ts'
import { screenshot, type Still } from '../src/still.ts'

/** Leads out of the page: a value, or the code of a refusal. */
type Reply<T> = { value: T } | { code: string }
type Bounds = CallMedia['send']
type Verb = (name: keyof CallTransport, input: unknown) => Promise<Reply<unknown>>

declare global {
  /** Bound by the test. */
  var callTransport: Verb
  var caller: Caller
}

// Not muted: Chromium counts the energy of what is played.
const video = document.createElement('video')
video.autoplay = true
video.playsInline = true
document.body.append(video)

async function ask(name: keyof CallTransport, input: unknown): Promise<unknown> {
  const reply = await callTransport(name, input)
  if ('code' in reply) throw Object.assign(new Error(reply.code), { code: reply.code })
  return reply.value
}

const transport: CallTransport = {
  openLeg: (input) => ask('openLeg', input) as ReturnType<CallTransport['openLeg']>,
  renegotiateLeg: (input) =>
    ask('renegotiateLeg', input) as ReturnType<CallTransport['renegotiateLeg']>,
  setTracks: (input) => ask('setTracks', input) as Promise<void>,
}

export class Caller {
  local: LocalMedia | null = null
  #session: CallSession | null = null
  #direct: RTCPeerConnection | null = null
  /** Every state the session went through. */
  readonly history: SessionState[] = []

  async openDevices(options: LocalMediaOptions): Promise<void> {
    this.local = await LocalMedia.open(options)
  }

  update(snapshot: Snapshot): void {
    this.#session ??= this.#begin()
    this.#session.update(snapshot)
  }

  answer(): void {
    this.#session?.answer()
  }

  get state(): SessionState {
    if (!this.#session) throw new Error('no session yet')
    return this.#session.state
  }

  /** The remote stream's id: another one means that the page got another object. */
  get remoteId(): string | null {
    return this.#session?.state.remotes[0]?.stream.id ?? null
  }

  async stats(): Promise<SessionStats> {
    if (this.#direct) return readStats(this.#direct)
    if (!this.#session) throw new Error('no session yet')
    return this.#session.stats()
  }

  /** Mean colour of the shown picture: red, green, blue. */
  colour(): number[] {
    const canvas = document.createElement('canvas')
    canvas.width = canvas.height = 1
    const context = canvas.getContext('2d')
    context?.drawImage(video, 0, 0, 1, 1)
    return [...(context?.getImageData(0, 0, 1, 1).data ?? [])].slice(0, 3)
  }

  async still(which: 'photo' | 'screenshot'): Promise<Omit<Still, 'blob'> & { decoded: number[] }> {
    if (!this.local) throw new Error('no devices yet')
    const still = which === 'photo' ? await this.local.takePhoto() : await screenshot(video)
    const bitmap = await createImageBitmap(still.blob)
    const { width, height, method } = still
    return { width, height, method, decoded: [bitmap.width, bitmap.height] }
  }

  /** A plain connection to another page, to be measured against. Each description carries its candidates. */
  async offerDirectly(bounds: Bounds): Promise<string> {
    const connection = this.#openDirectly()
    for (const kind of ['audio', 'video'] as const)
      preferCodecs(connection.addTransceiver(this.#track(kind)), kind)
    await this.#bound(connection, bounds)
    await connection.setLocalDescription()
    return gathered(connection)
  }

  async answerDirectly(sdp: string, bounds: Bounds): Promise<string> {
    const connection = this.#openDirectly()
    await connection.setRemoteDescription({ type: 'offer', sdp: withStartBitrate(sdp) })
    for (const kind of ['audio', 'video'] as const) connection.addTrack(this.#track(kind))
    await connection.setLocalDescription()
    await this.#bound(connection, bounds)
    return gathered(connection)
  }

  async acceptDirectly(sdp: string): Promise<void> {
    await this.#direct?.setRemoteDescription({ type: 'answer', sdp: withStartBitrate(sdp) })
  }

  #openDirectly(): RTCPeerConnection {
    const connection = new RTCPeerConnection({ bundlePolicy: 'max-bundle' })
    this.#direct = connection
    const stream = new MediaStream()
    connection.ontrack = ({ track }) => {
      stream.addTrack(track)
      video.srcObject = stream
    }
    return connection
  }

  #track(kind: 'audio' | 'video'): MediaStreamTrack {
    const track = this.local?.stream.getTracks().find((one) => one.kind === kind)
    if (!track) throw new Error(`no ${kind} track`)
    return track
  }

  async #bound(connection: RTCPeerConnection, bounds: Bounds): Promise<void> {
    const sender = connection.getSenders().find(({ track }) => track?.kind === 'video')
    if (sender) await boundVideo(sender, sender.track, bounds, 'maintain-framerate')
  }

  #begin(): CallSession {
    if (!this.local) throw new Error('no devices yet')
    const session = new CallSession({ transport, local: this.local })
    session.subscribe((state) => {
      this.history.push(state)
      const stream = state.remotes[0]?.stream ?? null
      if (video.srcObject !== stream) video.srcObject = stream
    })
    return session
  }
}

async function gathered(connection: RTCPeerConnection): Promise<string> {
  while (connection.iceGatheringState !== 'complete')
    await new Promise((resolve) =>
      connection.addEventListener('icegatheringstatechange', resolve, { once: true }),
    )
  return connection.localDescription?.sdp ?? ''
}

globalThis.caller = new Caller()
