import { route, type Route } from '../../platform/http/routes.ts'
import {
  addPauseReason,
  deletePauseReason,
  listPauseReasons,
  orderPauseReasons,
  savePauseReason,
} from './service.ts'

export const routes: Route[] = [
  route('GET /api/pause-reasons', async ({ ctx }) => ({ items: await listPauseReasons({ ctx }) })),
  route('POST /api/pause-reasons', async ({ ctx, actor, input }) =>
    addPauseReason({ ctx, actor, input: input.body }),
  ),
  route('PUT /api/pause-reasons/order', async ({ ctx, actor, input }) => ({
    items: await orderPauseReasons({ ctx, actor, input: input.body }),
  })),
  route('PUT /api/pause-reasons/:id', async ({ ctx, actor, input }) =>
    savePauseReason({ ctx, actor, id: input.params.id, input: input.body }),
  ),
  route('DELETE /api/pause-reasons/:id', async ({ ctx, actor, input }) =>
    deletePauseReason({ ctx, actor, id: input.params.id, version: input.query.version }),
  ),
]
