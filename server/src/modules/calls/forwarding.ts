import type { AppContext } from '../../context.ts'
import { MediaEngineError } from '../../platform/media/port.ts'
import type { CallRow } from './repository.ts'

/**
 * Has the media host relay and record an answered call. Idempotent, and asked for again whenever a leg
 * opens, so that a lost request cannot leave a call dark; hence it never rejects.
 */
export async function armForwarding(
  ctx: Pick<AppContext, 'media' | 'log'>,
  call: Pick<CallRow, 'id' | 'status' | 'mediaHost'>,
): Promise<void> {
  if (call.status !== 'active' || call.mediaHost === null) return
  try {
    await ctx.media.setForwarding({ host: call.mediaHost, callId: call.id, forwarding: true })
  } catch (cause) {
    // No leg is open there yet.
    if (cause instanceof MediaEngineError && cause.code === 'no_such_call') return
    ctx.log.warn({ err: cause, callId: call.id }, 'forwarding is not armed yet')
  }
}
