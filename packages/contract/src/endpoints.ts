/** Every endpoint of our own API (law 1). A line reads as policy: method, path, permission, input → output. */
import type { EndpointTable } from './endpoint.ts'
import { accountEndpoints } from './endpoints/accounts.ts'
import { auditEndpoints } from './endpoints/audit.ts'
import { boardEndpoints } from './endpoints/board.ts'
import { callEndpoints } from './endpoints/calls.ts'
import { customerEndpoints } from './endpoints/customer.ts'
import { sessionEndpoints } from './endpoints/session.ts'
import { settingsEndpoints } from './endpoints/settings.ts'
import { smsEndpoints } from './endpoints/sms.ts'
import { workOrderEndpoints } from './endpoints/work-orders.ts'

export const endpoints = {
  ...sessionEndpoints,
  ...workOrderEndpoints,
  ...callEndpoints,
  ...boardEndpoints,
  ...accountEndpoints,
  ...settingsEndpoints,
  ...smsEndpoints,
  ...auditEndpoints,
  ...customerEndpoints,
} as const satisfies EndpointTable

export type Endpoints = typeof endpoints
export type EndpointKey = keyof Endpoints
