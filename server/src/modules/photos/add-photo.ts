import type { Photo } from '@veridesk/contract/photos'
import type { AccountActor, SeatActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { readSettings } from '../settings/service.ts'
import { tellOrderPage } from '../work-orders/tell.ts'
import { readImageFacts } from './image.ts'
import {
  callExists,
  countPhotos,
  findPhoto,
  findTaker,
  insertPhoto,
  orderOfCall,
} from './repository.ts'
import { takesPhotos, watermarkLines } from './rules.ts'
import { lockPhotos, presentPhoto } from './service.ts'
import { watermark } from './watermark.ts'

export interface GivenPhoto {
  readonly callId: string
  /** Made by the device: the same upload again is the same photo. */
  readonly photoId: string
  readonly method: Photo['method']
  readonly bytes: Uint8Array
}

async function takerOf(ctx: AppContext, actor: AccountActor | SeatActor, callId: string) {
  const who = actor.kind === 'account' ? { accountId: actor.accountId } : { seatId: actor.seatId }
  const taker = await findTaker(ctx.db, callId, who)
  if (taker) return taker
  throw new AppError((await callExists(ctx.db, callId)) ? 'not_your_call' : 'not_found')
}

/**
 * Keeps a photo of a call (manual 3.8): the original's bytes untouched under their SHA-256, a
 * watermarked copy beside it. Throws `not_your_call`, `call_not_active`, `not_an_image`,
 * `photo_too_large`, `photo_exists`, `too_many_photos`.
 */
export async function addPhoto({
  ctx,
  actor,
  given,
}: {
  ctx: AppContext
  actor: AccountActor | SeatActor
  given: GivenPhoto
}): Promise<Photo> {
  const taker = await takerOf(ctx, actor, given.callId)
  if (!takesPhotos(taker)) throw new AppError('call_not_active')
  const { institution, photosPerCall } = await readSettings(ctx.db)
  // The work of a watermark is spared; what counts is asked again below.
  if ((await countPhotos(ctx.db, given.callId)) >= photosPerCall) {
    if (!(await findPhoto(ctx.db, given.photoId))) throw new AppError('too_many_photos')
  }
  const facts = readImageFacts(given.bytes)
  const takenAt = ctx.clock.now()
  const copy = await watermark(
    given.bytes,
    watermarkLines({
      institution: institution.name,
      taskNumber: taker.taskNumber,
      takenAt,
      timeZone: ctx.config.timeZone,
      takenBy: taker.name,
    }),
  )
  const [sha256, watermarkedSha256] = await Promise.all([
    ctx.storage.put(given.bytes),
    ctx.storage.put(copy),
  ])
  await ctx.db.transaction().execute(async (tx) => {
    // One after the other, so that photos sent at the same time count each other.
    await lockPhotos(tx, given.callId)
    // A walk-in call may have been given its order meanwhile.
    const workOrderId = await orderOfCall(tx, given.callId)
    const added = await insertPhoto(tx, {
      id: given.photoId,
      callId: given.callId,
      workOrderId,
      participantId: taker.participantId,
      source: actor.kind === 'account' ? 'agent-screenshot' : 'customer-photo',
      method: given.method,
      takenAt,
      bytes: given.bytes.length,
      ...facts,
      sha256,
      watermarkedSha256,
    })
    if (!added) return
    if ((await countPhotos(tx, given.callId)) > photosPerCall) throw new AppError('too_many_photos')
    await audit(tx, actor, 'photo.add', {
      workOrderId,
      callId: given.callId,
      targetId: given.photoId,
      details: { sha256, width: facts.width, height: facts.height, method: given.method },
    })
    if (workOrderId) await tellOrderPage(tx, workOrderId)
    await notify(tx, `call:${given.callId}`, taker.version)
  })
  const kept = await findPhoto(ctx.db, given.photoId)
  const same = kept?.sha256 === sha256 && kept.participantId === taker.participantId
  if (!kept || !same) throw new AppError('photo_exists')
  return presentPhoto(kept)
}
