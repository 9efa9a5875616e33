import { route, type Route } from '../../platform/http/routes.ts'
import { addRemark } from './add-remark.ts'
import { createWorkOrder } from './create.ts'
import { countOrders, listOrders } from './list.ts'
import { readRecords } from './records.ts'
import { revokeWorkOrder } from './revoke.ts'
import { saveWorkOrder } from './save.ts'
import { sendSmsAgain } from './send-sms.ts'
import { viewWorkOrder } from './view.ts'

export const routes: Route[] = [
  route('GET /api/work-orders', async ({ ctx, actor, input }) =>
    listOrders({ ctx, actor, input: input.query }),
  ),
  route('GET /api/work-orders/counts', async ({ ctx, actor, input }) =>
    countOrders({ ctx, actor, input: input.query }),
  ),
  route('POST /api/work-orders', async ({ ctx, actor, input, http }) =>
    createWorkOrder({ ctx, actor, input: input.body, baseUrl: http.baseUrl }),
  ),
  route('GET /api/work-orders/:id', async ({ ctx, actor, input }) =>
    viewWorkOrder({ ctx, actor, id: input.params.id }),
  ),
  route('PUT /api/work-orders/:id', async ({ ctx, actor, input }) =>
    saveWorkOrder({ ctx, actor, id: input.params.id, input: input.body }),
  ),
  route('POST /api/work-orders/:id/remarks', async ({ ctx, actor, input }) =>
    addRemark({ ctx, actor, id: input.params.id, text: input.body.text }),
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
