/** The simulated carrier, and the reports of a real one. */
import type { EndpointTable } from '../endpoint.ts'
import { items } from '../common.ts'
import { smsMessage } from '../sms.ts'

export const smsEndpoints = {
  'GET /api/sms/outbox': {
    permission: 'smsOutbox.read',
    summary: 'The last 50 messages of the simulated carrier; 404 with a real one',
    output: items(smsMessage),
  },
} as const satisfies EndpointTable
