/** Camera and microphone of this device. */
import { LevelMeter } from './level-meter.ts'
import {
  culpritOf,
  MediaError,
  problemOf,
  type DeviceFacts,
  type MediaKind,
} from './media-error.ts'
import { Listeners } from './listeners.ts'
import { photograph, type Still } from './still.ts'

export interface CameraOptions {
  readonly width: number
  readonly height: number
  readonly facingMode?: 'user' | 'environment'
}

export interface LocalMediaOptions {
  readonly audio: boolean
  readonly video: false | CameraOptions
}

export class LocalMedia {
  /** The same object for the whole life; `flip` exchanges the track in it. */
  readonly stream: MediaStream
  #camera: CameraOptions | null
  readonly #replaced = new Listeners<MediaStreamTrack>()
  readonly #ended = new Listeners<'camera' | 'microphone'>()
  readonly #switched = new Listeners<void>()
  #meter: LevelMeter | null = null

  private constructor(stream: MediaStream, camera: CameraOptions | null) {
    this.stream = stream
    this.#camera = camera
    for (const track of stream.getTracks()) this.#watch(track)
  }

  /** Asks for the devices. Throws `MediaError`. */
  static async open(options: LocalMediaOptions): Promise<LocalMedia> {
    const camera = options.video || null
    return new LocalMedia(await capture(options.audio, camera), camera)
  }

  get audioOn(): boolean {
    const track = this.#track('audio')
    return track?.readyState === 'live' && track.enabled
  }

  get videoOn(): boolean {
    const track = this.#track('video')
    return track?.readyState === 'live' && track.enabled
  }

  setAudio(on: boolean): void {
    const track = this.#track('audio')
    if (track) track.enabled = on
    this.#switched.tell()
  }

  /** Off sends black and keeps the camera; on asks for the camera again where it was lost. Throws `MediaError`. */
  async setVideo(on: boolean): Promise<void> {
    const track = this.#track('video')
    if (track?.readyState === 'live') track.enabled = on
    else if (on) await this.#openCamera(this.#camera ?? { width: 640, height: 480 }, true)
    this.#switched.tell()
  }

  /** Front camera to back camera or back. Throws `MediaError`, the first camera running again. */
  async flip(): Promise<void> {
    const track = this.#track('video')
    if (!track || !this.#camera) throw new MediaError('not-found', 'camera')
    const { enabled } = track
    const facing = track.getSettings().facingMode ?? this.#camera.facingMode ?? 'user'
    const other = facing === 'environment' ? 'user' : 'environment'
    // Phones open one camera at a time.
    track.stop()
    try {
      await this.#openCamera({ ...this.#camera, facingMode: other }, enabled)
    } catch (cause) {
      await this.#openCamera(this.#camera, enabled)
      throw cause
    }
  }

  /** Loudness of the microphone now: 0 silent (below -60 dBFS, or off) to 1 full scale. */
  level(): number {
    if (!this.audioOn) return 0
    this.#meter ??= new LevelMeter(this.stream)
    return this.#meter.level()
  }

  /** The best photo this camera gives. Throws `MediaError`, also where the camera is off. */
  async takePhoto(): Promise<Still> {
    const track = this.#track('video')
    if (!track || !this.videoOn) throw new MediaError('not-found', 'camera')
    return photograph(track)
  }

  /** Told the new video track after `flip` or after a lost camera came back. Returns what unsubscribes. */
  onTrackReplaced(listener: (track: MediaStreamTrack) => void): () => void {
    return this.#replaced.add(listener)
  }

  /** Told when a device goes away by itself (unplugged, permission withdrawn). Returns what unsubscribes. */
  onEnded(listener: (kind: 'camera' | 'microphone') => void): () => void {
    return this.#ended.add(listener)
  }

  /** Told after microphone or camera was switched on or off, or went away. Returns what unsubscribes. */
  onSwitched(listener: () => void): () => void {
    return this.#switched.add(listener)
  }

  close(): void {
    this.#meter?.close()
    this.#meter = null
    for (const track of this.stream.getTracks()) track.stop()
    this.#replaced.clear()
    this.#ended.clear()
    this.#switched.clear()
  }

  #track(kind: 'audio' | 'video'): MediaStreamTrack | undefined {
    return this.stream.getTracks().find((track) => track.kind === kind)
  }

  async #openCamera(camera: CameraOptions, enabled: boolean): Promise<void> {
    const [track] = (await capture(false, camera)).getVideoTracks()
    if (!track) throw new MediaError('not-found', 'camera')
    // Before anybody is told: a camera that is off must not send one frame.
    track.enabled = enabled
    const old = this.#track('video')
    if (old) this.stream.removeTrack(old)
    old?.stop()
    this.stream.addTrack(track)
    this.#camera = camera
    this.#watch(track)
    this.#replaced.tell(track)
  }

  /** `ended` is told of a loss only: our own `stop` is silent. */
  #watch(track: MediaStreamTrack): void {
    track.addEventListener('ended', () => {
      this.#ended.tell(track.kind === 'audio' ? 'microphone' : 'camera')
      this.#switched.tell()
    })
  }
}

async function capture(audio: boolean, camera: CameraOptions | null): Promise<MediaStream> {
  const kind: MediaKind = audio && camera ? 'both' : audio ? 'microphone' : 'camera'
  if (!globalThis.isSecureContext) throw new MediaError('insecure', kind)
  // Absent in old in-app browsers, whatever the types say.
  const devices = navigator.mediaDevices as MediaDevices | undefined
  if (!devices?.getUserMedia) throw new MediaError('unsupported', kind)
  try {
    return await devices.getUserMedia({
      audio: audio && { echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      video: camera
        ? {
            width: { ideal: camera.width },
            height: { ideal: camera.height },
            frameRate: { ideal: 25, max: 30 },
            ...(camera.facingMode ? { facingMode: { ideal: camera.facingMode } } : {}),
          }
        : false,
    })
  } catch (cause) {
    const problem = problemOf(cause)
    if (kind !== 'both') throw new MediaError(problem, kind, cause)
    const [cam, mic] = await Promise.all([
      factsOf(devices, 'camera', 'videoinput'),
      factsOf(devices, 'microphone', 'audioinput'),
    ])
    throw new MediaError(problem, culpritOf(problem, cam, mic), cause)
  }
}

async function factsOf(
  devices: MediaDevices,
  name: 'camera' | 'microphone',
  kind: MediaDeviceKind,
): Promise<DeviceFacts> {
  // WebKit has no permission query for these names: it rejects, and nothing is known.
  const state = await Promise.resolve()
    .then(() => navigator.permissions.query({ name: name as PermissionName }))
    .then(
      (permission) => permission.state,
      () => 'prompt',
    )
  const present = await devices.enumerateDevices().then(
    (all) => all.some((device) => device.kind === kind),
    () => true,
  )
  return { denied: state === 'denied', present }
}
