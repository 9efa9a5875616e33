import { route, type Route } from '../../platform/http/routes.ts'
import { takePostedReports } from './reports.ts'
import { readOutbox } from './service.ts'
import { readSmsSettings, saveSmsSettings } from './settings.ts'
import { reportOf } from './tencent/carrier.ts'

export const routes: Route[] = [
  route('GET /api/sms/outbox', async ({ ctx, actor }) => ({
    items: await readOutbox({ ctx, actor }),
  })),
  route('POST /api/sms/reports/:token', async ({ ctx, input }) => {
    const reports = input.body.map((row) => reportOf(row.sid, row.report_status, row.errmsg))
    await takePostedReports(ctx, input.params.token, reports)
    return { result: 0, errmsg: 'OK' }
  }),
  route('GET /api/settings/sms', async ({ ctx, http }) =>
    readSmsSettings({ ctx, baseUrl: http.baseUrl }),
  ),
  route('PUT /api/settings/sms', async ({ ctx, actor, input, http }) =>
    saveSmsSettings({ ctx, actor, input: input.body, baseUrl: http.baseUrl }),
  ),
]
