import { imageSize } from 'image-size'
import type { Photo } from '@veridesk/contract/photos'
import { AppError } from '../../platform/app-error.ts'

export interface ImageFacts {
  readonly mediaType: Photo['mediaType']
  /** As a person sees it, a turned camera allowed for. */
  readonly width: number
  readonly height: number
}

/** A decoded picture takes four bytes a pixel: more than this is a bomb or no camera of today. */
const mostPixels = 50_000_000

const mediaTypes: Readonly<Record<string, Photo['mediaType']>> = {
  jpg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
}

/** Reads the header, whatever the request called it. Throws `not_an_image`, `photo_too_large`. */
export function readImageFacts(bytes: Uint8Array): ImageFacts {
  let found: ReturnType<typeof imageSize>
  try {
    found = imageSize(bytes)
  } catch (cause) {
    throw new AppError('not_an_image', { cause })
  }
  const mediaType = mediaTypes[found.type ?? '']
  if (!mediaType || found.width < 1 || found.height < 1) throw new AppError('not_an_image')
  if (found.width * found.height > mostPixels) throw new AppError('photo_too_large')
  // EXIF orientations from 5 on lie on their side.
  const turned = (found.orientation ?? 1) >= 5
  return {
    mediaType,
    width: turned ? found.height : found.width,
    height: turned ? found.width : found.height,
  }
}
