/** 日历: days that are not like their weekday, and when groups are on duty (manual 3.18). */
import type { GroupHours } from '@veridesk/contract'
import type { DbOrTx } from '../../database.ts'
import { selectDays } from './repository.ts'
import { daysAhead, specialDaysOf, openingAt, openingOfAll, type Opening } from './rules.ts'
import { dayAfter, zoneOf } from './zone.ts'

/**
 * Whether one of these groups is on duty now, which are, and when the first one is next. `opensAt` is null
 * while one is open, and where none opens within 14 days. `timeZone`: TZ_NAME.
 */
export async function openingOf<G extends { readonly hours: GroupHours }>(
  db: DbOrTx,
  timeZone: string,
  groups: readonly G[],
  now: Date,
): Promise<Opening & { openGroups: G[] }> {
  const zone = zoneOf(timeZone)
  const { day: today } = zone.localTime(now)
  // Groups that are always on duty need no calendar.
  const days = groups.some(({ hours }) => hours !== null)
    ? await selectDays(db, today, dayAfter(today, daysAhead))
    : []
  const specialDays = specialDaysOf(days)
  const openings = groups.map(({ hours }) => openingAt(hours, specialDays, zone, now))
  return {
    ...openingOfAll(openings),
    openGroups: groups.filter((_group, index) => openings[index]?.open),
  }
}
