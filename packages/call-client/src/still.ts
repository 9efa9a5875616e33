/** Still pictures: of the own camera at its best, and of what a video element shows. */
import { MediaError } from './media-error.ts'
import { within } from './within.ts'

export interface Still {
  readonly blob: Blob
  /** Pixels, as encoded. */
  readonly width: number
  readonly height: number
  readonly method: 'take-photo' | 'track' | 'decoded-frame'
}

/** Types the server stores as they are. */
const storable = ['image/jpeg', 'image/png', 'image/webp']
/** Some Android cameras never answer `takePhoto`. */
const takePhotoTimeoutMs = 5000
const raiseTimeoutMs = 1500

/**
 * The picture that `video` shows, at the full decoded resolution, as PNG.
 * Throws `MediaError` where no frame was decoded yet.
 */
export async function screenshot(video: HTMLVideoElement): Promise<Still> {
  return drawn(video, 'decoded-frame', 'image/png')
}

/** One photo of a live camera track. Throws `MediaError` where the camera gives no picture. */
export async function photograph(track: MediaStreamTrack): Promise<Still> {
  const taken = await takePhoto(track).catch(() => null)
  return taken ?? raised(track)
}

/** By `ImageCapture` (Chromium); null where it is missing or does not answer. */
async function takePhoto(track: MediaStreamTrack): Promise<Still | null> {
  if (typeof ImageCapture !== 'function') return null
  const capture = new ImageCapture(track)
  const largest = await capture.getPhotoCapabilities().then(
    ({ imageWidth, imageHeight }) =>
      imageWidth?.max && imageHeight?.max
        ? { imageWidth: imageWidth.max, imageHeight: imageHeight.max }
        : {},
    () => ({}),
  )
  // Some cameras refuse the largest width and height they name.
  const shot = capture.takePhoto(largest).catch(() => capture.takePhoto())
  const blob = await within(takePhotoTimeoutMs, shot)
  if (!blob || !storable.includes(blob.type)) return null
  const bitmap = await createImageBitmap(blob)
  const { width, height } = bitmap
  bitmap.close()
  return { blob, width, height, method: 'take-photo' }
}

/** The track at its largest for the time of one frame; the call's own picture comes back afterwards. */
async function raised(track: MediaStreamTrack): Promise<Still> {
  const before = track.getConstraints()
  const largest = track.getCapabilities?.()
  const video = document.createElement('video')
  video.muted = true
  video.playsInline = true
  video.srcObject = new MediaStream([track])
  try {
    await video.play()
    const { width } = track.getSettings()
    await track
      .applyConstraints({
        ...before,
        width: { ideal: largest?.width?.max ?? 4096 },
        height: { ideal: largest?.height?.max ?? 4096 },
      })
      // A camera that cannot change while in use still gives the picture it has.
      .catch(() => undefined)
    if (track.getSettings().width !== width) await resized(video)
    return await drawn(video, 'track', 'image/jpeg')
  } finally {
    video.srcObject = null
    await track.applyConstraints(before).catch(() => undefined)
  }
}

/** Settles with the first frame of another size, or after 1.5 s. */
function resized(video: HTMLVideoElement): Promise<unknown> {
  return within(
    raiseTimeoutMs,
    new Promise((resolve) => video.addEventListener('resize', resolve, { once: true })),
  )
}

async function drawn(
  video: HTMLVideoElement,
  method: Still['method'],
  type: 'image/png' | 'image/jpeg',
): Promise<Still> {
  const { videoWidth: width, videoHeight: height } = video
  if (width === 0 || height === 0) throw new MediaError('unknown', 'camera')
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  canvas.getContext('2d')?.drawImage(video, 0, 0, width, height)
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, 0.92))
  if (!blob) throw new MediaError('unknown', 'camera')
  return { blob, width, height, method }
}
