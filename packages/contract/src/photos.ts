/** Photos (manual 3.8). */
import { z } from 'zod'
import { id, time } from './common.ts'

export const photoSource = z.enum(['agent-screenshot', 'customer-photo'])
/** How the still was made: the best the device gives comes first. */
export const photoMethod = z.enum(['take-photo', 'track', 'decoded-frame'])

export const photo = z.object({
  id,
  callId: id,
  source: photoSource,
  method: photoMethod,
  takenBy: z.string(),
  takenAt: time,
  taskNumber: z.string().nullable(),
  width: z.int(),
  height: z.int(),
  bytes: z.int(),
  mediaType: z.enum(['image/jpeg', 'image/png', 'image/webp']),
  /** Of the original's bytes, hex. */
  sha256: z.string(),
})
export type Photo = z.infer<typeof photo>

/** 15 MB. */
export const photoLimit = 15 * 1024 * 1024
/** The id is made by the device: a repeated upload is the same photo. */
export const putPhotoParams = z.strictObject({ id, photoId: id })
export const putPhotoQuery = z.strictObject({ method: photoMethod })
export const photoVariant = z.strictObject({ id, variant: z.enum(['original', 'watermarked']) })

/** What a photo is uploaded as. */
export const images = { raw: ['image/jpeg', 'image/png', 'image/webp'] } as const
