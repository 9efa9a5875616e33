import type { Photo } from '@veridesk/contract/photos'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { lockName } from '../../platform/db/lock.ts'
import type { FileAnswer } from '../../platform/http/routes.ts'
import { assertCallVisible } from '../calls/service.ts'
import { assertVisible } from '../work-orders/visibility.ts'
import { findPhoto, listPhotos, setOrderOfPhotos, type PhotoRow } from './repository.ts'

/** A photo as screens show it. */
export const presentPhoto = (row: PhotoRow): Photo => ({
  id: row.id,
  callId: row.callId,
  source: row.source,
  method: row.method,
  takenBy: row.takenBy,
  takenAt: row.takenAt.toISOString(),
  taskNumber: row.taskNumber,
  width: row.width,
  height: row.height,
  bytes: row.bytes,
  mediaType: row.mediaType,
  sha256: row.sha256,
})

/** 上传记录 of an order (manual 3.14), newest first, at most 500. */
export const photosOfOrder = async (db: DbOrTx, workOrderId: string): Promise<Photo[]> =>
  (await listPhotos(db, workOrderId)).map(presentPhoto)

/** Nobody else adds a photo to this call, or moves its photos, until the transaction ends. */
export const lockPhotos = (tx: Tx, callId: string): Promise<void> =>
  lockName(tx, `photos of ${callId}`)

/** The photos that a walk-in call has so far become the order's. Hold `lockPhotos`. */
export const movePhotosToOrder = (tx: Tx, callId: string, workOrderId: string): Promise<void> =>
  setOrderOfPhotos(tx, callId, workOrderId)

/** 照片采集 (manual 3.8). Throws `not_found` where the actor may not see the order. */
export async function readPhotosOfOrder({
  ctx,
  actor,
  workOrderId,
}: {
  ctx: AppContext
  actor: AccountActor
  workOrderId: string
}): Promise<Photo[]> {
  await assertVisible(ctx.db, actor, workOrderId)
  return photosOfOrder(ctx.db, workOrderId)
}

/** The picture itself. Throws `not_found`. */
export async function openPhoto({
  ctx,
  actor,
  id,
  variant,
}: {
  ctx: AppContext
  actor: AccountActor
  id: string
  variant: 'original' | 'watermarked'
}): Promise<FileAnswer> {
  const photo = await findPhoto(ctx.db, id)
  if (!photo) throw new AppError('not_found')
  if (photo.workOrderId) await assertVisible(ctx.db, actor, photo.workOrderId)
  else await assertCallVisible(ctx.db, actor, photo.callId)
  const original = variant === 'original'
  const file = await ctx.storage.read(original ? photo.sha256 : photo.watermarkedSha256)
  if (!file) throw new AppError('not_found')
  const mediaType = original ? photo.mediaType : 'image/jpeg'
  return {
    stream: file.stream,
    bytes: file.bytes,
    mediaType,
    fileName: `${photo.taskNumber ?? photo.callId}-${photo.id}.${mediaType.slice(6)}`,
    immutable: true,
  }
}
