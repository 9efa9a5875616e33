import { route, type Route } from '../../platform/http/routes.ts'
import { clearDay, readCalendar, saveDay, saveYear } from './edit.ts'

export const routes: Route[] = [
  route('GET /api/calendar', async ({ ctx, input }) =>
    readCalendar({ ctx, year: input.query.year }),
  ),
  route('PUT /api/calendar', async ({ ctx, actor, input }) =>
    saveYear({ ctx, actor, year: input.query.year, input: input.body }),
  ),
  route('PUT /api/calendar/:day', async ({ ctx, actor, input }) =>
    saveDay({ ctx, actor, day: input.params.day, input: input.body }),
  ),
  route('DELETE /api/calendar/:day', async ({ ctx, actor, input }) =>
    clearDay({ ctx, actor, day: input.params.day, version: input.query.version }),
  ),
]
