/** Whether callers are taken now: who serves, the hours on duty, and how many may wait. */
import type { Opening } from '@veridesk/contract/customer'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { openingOf } from '../calendar/service.ts'
import { selectServingGroups } from './opening-repository.ts'

export interface OpeningFacts {
  /** A group with members has this item among its skills. */
  readonly served: boolean
  readonly open: boolean
  readonly opensAt: Date | null
  /** Every group that is open has as many waiting as it may. */
  readonly full: boolean
}

/** For an item, or for null the whole institution. */
export async function openingFor(
  ctx: Pick<AppContext, 'config' | 'clock'>,
  db: DbOrTx,
  itemId: string | null,
): Promise<OpeningFacts> {
  const groups = await selectServingGroups(db, itemId)
  const { open, opensAt, openGroups } = await openingOf(
    db,
    ctx.config.timeZone,
    groups,
    ctx.clock.now(),
  )
  return {
    served: groups.length > 0,
    open,
    opensAt,
    full: open && openGroups.every(({ full }) => full),
  }
}

export const presentOpening = ({ open, opensAt, full }: OpeningFacts): Opening => ({
  open,
  opensAt: opensAt?.toISOString() ?? null,
  full,
})
