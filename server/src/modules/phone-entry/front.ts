import type { Front } from '@veridesk/contract/customer'
import type { AppContext } from '../../context.ts'
import { openingFor, presentOpening } from '../calls/opening.ts'
import { presentInstitution, readSettings } from '../settings/service.ts'

/** What the page shows before anybody is known; the opening is the whole institution's. */
export async function front(ctx: AppContext): Promise<Front> {
  const [{ institution, notice }, opening] = await Promise.all([
    readSettings(ctx.db),
    openingFor(ctx, ctx.db, null),
  ])
  return {
    institution: presentInstitution(institution),
    notice,
    opening: presentOpening(opening),
    serverTime: ctx.clock.now().toISOString(),
  }
}
