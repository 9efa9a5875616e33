import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { AppError } from '../../platform/app-error.ts'
import { hashToken, newToken } from '../../platform/crypto/tokens.ts'
import { newId } from '../../platform/ids.ts'
import { audit } from '../audit/service.ts'
import { guessCode, useCode } from '../one-time-codes/service.ts'
import type { Device } from '../seats/service.ts'
import { maskPhone } from '../work-orders/mask.ts'
import { deleteExpiredProofs, findProvenPhone, insertProof } from './repository.ts'
import { proofMinutes } from './rules.ts'

/**
 * The phone is proven by its newest code. Returns the proof's token, for the cookie and nowhere else. Throws
 * `wrong_code`, the same for a number that never asked.
 */
export async function provePhone({
  ctx,
  phone,
  code,
  device,
}: {
  ctx: AppContext
  phone: string
  code: string
  device: Device
}): Promise<string> {
  const codeId = await guessCode(ctx.db, { phone }, code)
  return ctx.db.transaction().execute(async (tx) => {
    await useCode(tx, codeId)
    await deleteExpiredProofs(tx)
    const id = newId()
    const token = newToken()
    const { address, userAgent } = device
    const proof = { id, tokenHash: hashToken(token), phone, address, userAgent }
    await insertProof(tx, proof, proofMinutes)
    await audit(tx, system, 'phone.verify', {
      targetId: id,
      details: { phone: maskPhone(phone), address },
    })
    return token
  })
}

/** The phone that a browser has proven. Throws `phone_unproven`. */
export async function provenPhone(
  ctx: Pick<AppContext, 'db'>,
  token: string | null,
): Promise<string> {
  const phone = token === null ? null : await findProvenPhone(ctx.db, hashToken(token))
  if (phone === null) throw new AppError('phone_unproven')
  return phone
}

/** When the cookie of a proof that is given now runs out. */
export const proofExpiry = (now: Date): Date => new Date(now.getTime() + proofMinutes * 60_000)
