/** The steps of text messages. */
import type { Office } from '../office.ts'
import type { TestServer } from '../test-server.ts'
import type { Step } from './step.ts'

/** `server`: one whose carrier posts its reports with this token; `office`: open there by the time of a step. */
export function smsSteps(
  server: () => TestServer,
  office: () => Office,
  token: string,
): readonly Step[] {
  return [
    {
      key: 'PUT /api/settings/sms',
      action: 'settings.sms',
      by: 'account',
      prepare: async () => {
        const { version } = await office().admin.call('GET /api/settings/sms')
        const body = { version, coolDownSeconds: 30, dailyCap: 20 }
        return () => office().admin.call('PUT /api/settings/sms', { body })
      },
    },
    {
      key: 'POST /api/settings/wechat/test',
      action: 'settings.wechat-trial',
      by: 'account',
      prepare: async () => () => office().admin.call('POST /api/settings/wechat/test'),
    },
    {
      key: 'POST /api/sms/reports/:token',
      action: 'sms.delivered',
      by: 'system',
      prepare: async () => {
        const { id } = await office().createOrder()
        const carrierId = 'of-the-step'
        await server()
          .ctx.db.updateTable('smsMessages')
          .set({ status: 'sent', carrierId })
          .where('workOrderId', '=', id)
          .execute()
        const body = [{ sid: carrierId, report_status: 'SUCCESS', errmsg: 'DELIVRD' } as const]
        return () =>
          server().client().call('POST /api/sms/reports/:token', { params: { token }, body })
      },
    },
  ]
}
