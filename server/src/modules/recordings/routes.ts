import { route, type Route } from '../../platform/http/routes.ts'
import { listRecordings, readRecording } from './service.ts'

export const routes: Route[] = [
  route('GET /api/calls/:id/recordings', async ({ ctx, actor, input }) =>
    listRecordings({ ctx, actor, callId: input.params.id }),
  ),
  route('GET /api/calls/:id/recordings/:participantId', async ({ ctx, actor, input: { params } }) =>
    readRecording({ ctx, actor, callId: params.id, participantId: params.participantId }),
  ),
]
