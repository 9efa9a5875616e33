/** Bounds of what is sent (manual 2.3). */
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

/** Sets the bitrate bound and the size of the picture that `sender` sends. */
export async function boundVideo(
  sender: RTCRtpSender,
  track: MediaStreamTrack | null,
  bounds: Bounds,
): Promise<void> {
  const parameters = sender.getParameters()
  const [encoding] = parameters.encodings
  // Absent before the first answer in some browsers.
  if (!encoding) return
  encoding.maxBitrate = bounds.videoKbps * 1000
  encoding.scaleResolutionDownBy = scaleDownBy(track?.getSettings() ?? {}, bounds)
  parameters.degradationPreference = 'balanced'
  await sender.setParameters(parameters)
}
