/** The calendar as administrators edit it: one version for all of it, one audit row for each change. */
import type { z } from 'zod'
import type {
  CalendarYear,
  saveCalendarDay as saveDayShape,
  saveCalendarYear as saveYearShape,
} from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx, Tx } from '../../database.ts'
import { AppError } from '../../platform/app-error.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { lockPart, readPart, writeSetting } from '../settings/service.ts'
import { deleteDays, insertDays, selectDays, upsertDay } from './repository.ts'

interface Edit {
  readonly ctx: AppContext
  readonly actor: AccountActor
}

const firstDay = (year: number) => `${year}-01-01`
const lastDay = (year: number) => `${year}-12-31`
const yearOf = (day: string) => Number(day.slice(0, 4))

async function yearIn(db: DbOrTx, year: number): Promise<CalendarYear> {
  const { version } = await readPart(db, 'calendar')
  return { version, items: await selectDays(db, firstDay(year), lastDay(year)) }
}

export const readCalendar = ({
  ctx,
  year,
}: Pick<Edit, 'ctx'> & { year: number }): Promise<CalendarYear> => yearIn(ctx.db, year)

/** One after the other. Throws `stale_version`. */
const edit = (
  { ctx }: Edit,
  seen: number,
  year: number,
  work: (tx: Tx) => Promise<void>,
): Promise<CalendarYear> =>
  ctx.db.transaction().execute(async (tx) => {
    await lockPart(tx, 'calendar', seen)
    await work(tx)
    await writeSetting(tx, 'calendar', {})
    await notify(tx, 'settings', 0)
    return yearIn(tx, year)
  })

/** Throws `stale_version`. */
export const saveDay = ({
  day,
  input: { version, ...rest },
  ...by
}: Edit & { day: string; input: z.output<typeof saveDayShape> }): Promise<CalendarYear> =>
  edit(by, version, yearOf(day), async (tx) => {
    const [from = null] = await selectDays(tx, day, day)
    const to = { day, ...rest }
    await upsertDay(tx, to)
    await audit(tx, by.actor, 'calendar.set', { details: { from, to } })
  })

/** Throws `not_found`, `stale_version`. */
export const clearDay = ({
  day,
  version,
  ...by
}: Edit & { day: string; version: number }): Promise<CalendarYear> =>
  edit(by, version, yearOf(day), async (tx) => {
    const [from] = await selectDays(tx, day, day)
    if (!from) throw new AppError('not_found')
    await deleteDays(tx, day, day)
    await audit(tx, by.actor, 'calendar.clear', { details: { from } })
  })

/** Throws `stale_version`; `invalid_input` for a day of another year, or one that is there twice. */
export const saveYear = ({
  year,
  input: { version, items },
  ...by
}: Edit & { year: number; input: z.output<typeof saveYearShape> }): Promise<CalendarYear> => {
  const wrong = items.findIndex(
    ({ day }, index) =>
      yearOf(day) !== year || items.findIndex((each) => each.day === day) !== index,
  )
  if (wrong >= 0)
    throw new AppError('invalid_input', {
      fields: [{ path: `items.${wrong}.day`, message: 'twice, or of another year' }],
    })
  return edit(by, version, year, async (tx) => {
    const from = await selectDays(tx, firstDay(year), lastDay(year))
    await deleteDays(tx, firstDay(year), lastDay(year))
    await insertDays(tx, items)
    const to = await selectDays(tx, firstDay(year), lastDay(year))
    await audit(tx, by.actor, 'calendar.import', { details: { year, from, to } })
  })
}
