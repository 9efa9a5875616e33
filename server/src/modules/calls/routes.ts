import { route, type Route } from '../../platform/http/routes.ts'
import { customerView } from '../seats/view.ts'
import { answerCall, declineCall } from './answer.ts'
import { fillCallDisposition } from './disposition.ts'
import { cancelCall, endByCustomer, hangUp } from './end.ts'
import { giveOrder } from './give-order.ts'
import { callHistory } from './history.ts'
import { openLeg, renegotiateLeg, sayTracks } from './legs.ts'
import { queueForCall } from './queue.ts'
import { callDetail, callRecord } from './view.ts'

export const routes: Route[] = [
  route('GET /api/calls', async ({ ctx, actor, input }) =>
    callHistory({ ctx, actor, query: input.query }),
  ),
  route('GET /api/calls/:id', async ({ ctx, actor, input }) =>
    callDetail({ ctx, actor, callId: input.params.id }),
  ),
  route('POST /api/calls/:id/answer', async ({ ctx, actor, input }) => {
    await answerCall({ ctx, actor, callId: input.params.id })
    return callDetail({ ctx, actor, callId: input.params.id })
  }),
  route('POST /api/calls/:id/decline', async ({ ctx, actor, input }) =>
    declineCall({ ctx, actor, callId: input.params.id }),
  ),
  route('POST /api/calls/:id/hang-up', async ({ ctx, actor, input }) => {
    await hangUp({ ctx, actor, callId: input.params.id })
    return callDetail({ ctx, actor, callId: input.params.id })
  }),
  route('POST /api/calls/:id/work-order', async ({ ctx, actor, input }) => {
    await giveOrder({ ctx, actor, callId: input.params.id, input: input.body })
    return callDetail({ ctx, actor, callId: input.params.id })
  }),
  route('PUT /api/calls/:id/disposition', async ({ ctx, actor, input }) => {
    await fillCallDisposition({ ctx, actor, callId: input.params.id, filled: input.body })
    return callRecord(ctx.db, input.params.id)
  }),
  route('POST /api/calls/:id/legs', async ({ ctx, actor, input }) =>
    openLeg({ ctx, actor, callId: input.params.id, ...input.body }),
  ),
  route('PUT /api/calls/:id/legs/:legId', async ({ ctx, actor, input: { params, body } }) =>
    renegotiateLeg({ ctx, actor, callId: params.id, legId: params.legId, sdp: body.sdp }),
  ),
  route('PUT /api/calls/:id/tracks', async ({ ctx, actor, input }) =>
    sayTracks({ ctx, actor, callId: input.params.id, tracks: input.body }),
  ),
  route('POST /api/customer/calls', async ({ ctx, actor }) => {
    await queueForCall({ ctx, actor })
    return customerView(ctx, actor.seatId)
  }),
  route('POST /api/customer/calls/:id/cancel', async ({ ctx, actor, input }) => {
    await cancelCall({ ctx, actor, callId: input.params.id })
    return customerView(ctx, actor.seatId)
  }),
  route('POST /api/customer/calls/:id/end', async ({ ctx, actor, input }) => {
    await endByCustomer({ ctx, actor, callId: input.params.id })
    return customerView(ctx, actor.seatId)
  }),
  route('POST /api/customer/calls/:id/legs', async ({ ctx, actor, input }) =>
    openLeg({ ctx, actor, callId: input.params.id, ...input.body }),
  ),
  route(
    'PUT /api/customer/calls/:id/legs/:legId',
    async ({ ctx, actor, input: { params, body } }) =>
      renegotiateLeg({ ctx, actor, callId: params.id, legId: params.legId, sdp: body.sdp }),
  ),
  route('PUT /api/customer/calls/:id/tracks', async ({ ctx, actor, input }) =>
    sayTracks({ ctx, actor, callId: input.params.id, tracks: input.body }),
  ),
]
