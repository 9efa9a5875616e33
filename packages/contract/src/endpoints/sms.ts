/** The simulated carrier, and the reports of a real one. */
import type { EndpointTable } from '../endpoint.ts'
import { items } from '../common.ts'
import { smsMessage, smsReports, smsReportsParams, smsReportsTaken } from '../sms.ts'

export const smsEndpoints = {
  'GET /api/sms/outbox': {
    permission: 'smsOutbox.read',
    summary: 'The last 50 messages of the simulated carrier; 404 with a real one',
    output: items(smsMessage),
  },
  'POST /api/sms/reports/:token': {
    permission: 'public',
    summary: 'Delivery reports, as Tencent Cloud posts them; 404 without the secret of the address',
    params: smsReportsParams,
    body: smsReports,
    output: smsReportsTaken,
    bodyLimit: 256 * 1024,
    ratePerMinute: 600,
    machine: true,
  },
} as const satisfies EndpointTable
