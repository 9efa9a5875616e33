/** The live board, what administrators do from it, and why a call rang for whom. */
import { board, boardQuery, forceCall } from '../board.ts'
import { idParams, items } from '../common.ts'
import type { EndpointTable } from '../endpoint.ts'
import { offer } from '../offers.ts'

export const boardEndpoints = {
  'GET /api/board': {
    permission: 'board.read',
    summary: '实时监控: waiting, ringing and active calls, agents and groups, now',
    query: boardQuery,
    output: board,
  },
  'POST /api/calls/:id/force-end': {
    permission: 'call.force',
    summary: '结束 of any live call',
    params: idParams,
    body: forceCall,
    output: null,
    errors: ['call_ended'],
  },
  'POST /api/calls/:id/force-requeue': {
    permission: 'call.force',
    summary: '重新排队 of a ringing or active call; one that waits stays as it is',
    params: idParams,
    body: forceCall,
    output: null,
    errors: ['call_ended'],
  },
  'GET /api/calls/:id/offers': {
    permission: 'call.read',
    summary: 'For whom a call rang, why, and what came of it, oldest first',
    params: idParams,
    output: items(offer),
  },
} as const satisfies EndpointTable
