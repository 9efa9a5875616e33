import { route, type Route } from '../../platform/http/routes.ts'
import { forceEnd, forceRequeue } from '../calls/force.ts'
import { offersOfCall } from '../calls/offers.ts'
import { readBoard } from './service.ts'

export const routes: Route[] = [
  route('GET /api/board', async ({ ctx, input }) => readBoard({ ctx, query: input.query })),
  route('POST /api/calls/:id/force-end', async ({ ctx, actor, input }) =>
    forceEnd({ ctx, actor, callId: input.params.id, reason: input.body.reason }),
  ),
  route('POST /api/calls/:id/force-requeue', async ({ ctx, actor, input }) =>
    forceRequeue({ ctx, actor, callId: input.params.id, reason: input.body.reason }),
  ),
  route('GET /api/calls/:id/offers', async ({ ctx, actor, input }) => ({
    items: await offersOfCall({ ctx, actor, callId: input.params.id }),
  })),
]
