import { route, type Route } from '../../platform/http/routes.ts'
import { createWorkOrder } from './create.ts'
import { countOrders, listOrders } from './list.ts'
import { readRecords } from './records.ts'
import { revokeWorkOrder } from './revoke.ts'
import { sendSmsAgain } from './send-sms.ts'
import { viewWorkOrder } from './view.ts'

export const routes: Route[] = [
  route('GET /api/work-orders', async ({ ctx, actor, input }) =>
    listOrders({ ctx, actor, input: input.query }),
  ),
  route('GET /api/work-orders/counts', async ({ ctx, actor }) => countOrders({ ctx, actor })),
  route('POST /api/work-orders', async ({ ctx, actor, input, http }) =>
    createWorkOrder({ ctx, actor, input: input.body, baseUrl: http.baseUrl }),
  ),
  route('GET /api/work-orders/:id', async ({ ctx, actor, input }) =>
    viewWorkOrder({ ctx, actor, id: input.params.id }),
  ),
  route('POST /api/work-orders/:id/revoke', async ({ ctx, actor, input }) =>
    revokeWorkOrder({ ctx, actor, id: input.params.id, version: input.body.version }),
  ),
  route('POST /api/work-orders/:id/sms', async ({ ctx, actor, input, http }) =>
    sendSmsAgain({ ctx, actor, id: input.params.id, baseUrl: http.baseUrl }),
  ),
  route('GET /api/work-orders/:id/records', async ({ ctx, actor, input }) =>
    readRecords({ ctx, actor, id: input.params.id }),
  ),
]
