/** Bounds of what is sent (manual 2.3), and what gives way when the network is slower. */
import type { CallMedia } from '@veridesk/contract/calls'

type Bounds = CallMedia['send']

/** How much a picture must shrink to fit the bounds, whichever way the phone is held; 1 where it fits. */
export function scaleDownBy(
  picture: { readonly width?: number; readonly height?: number },
  bounds: Bounds,
): number {
  const { width, height } = picture
  if (!width || !height) return 1
  const long = Math.max(width, height) / Math.max(bounds.width, bounds.height)
  const short = Math.min(width, height) / Math.min(bounds.width, bounds.height)
  return Math.max(1, long, short)
}

export type Sacrifice = 'maintain-framerate' | 'maintain-resolution'

/** What a moving 720p picture needs, bits per second, and what it can no longer be had for. */
const enough = 1_000_000
const tooLittle = 700_000

/**
 * A slow network shrinks the picture and keeps it moving. A fast one keeps its size: left alone, browsers shrink
 * a large picture at the start and take half a minute to let it grow again. Two bounds, so that it does not flutter.
 */
export function sacrificeFor(
  now: Sacrifice,
  availableBitrate: number | null,
  bounds: Bounds,
): Sacrifice {
  const usable = Math.min(availableBitrate ?? 0, bounds.videoKbps * 1000)
  if (usable >= enough) return 'maintain-resolution'
  return usable < tooLittle ? 'maintain-framerate' : now
}

/** Sets the bounds of bitrate and size for `sender`, which sends `track`. */
export async function boundVideo(
  sender: RTCRtpSender,
  track: MediaStreamTrack | null,
  bounds: Bounds,
  sacrifice: Sacrifice,
): Promise<void> {
  const parameters = sender.getParameters()
  const [encoding] = parameters.encodings
  // Absent before the first answer in some browsers.
  if (!encoding) return
  encoding.maxBitrate = bounds.videoKbps * 1000
  encoding.scaleResolutionDownBy = scaleDownBy(track?.getSettings() ?? {}, bounds)
  parameters.degradationPreference = sacrifice
  await sender.setParameters(parameters)
}
