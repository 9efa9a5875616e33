/** The steps of the live board. */
import { customerOf, queue, untilCall } from '../calling.ts'
import type { Office } from '../office.ts'
import type { TestServer } from '../test-server.ts'
import type { Step } from './step.ts'

/** The office's agent has filled in whatever was missing and may be rung. */
export async function makeIdle({ agent }: Office): Promise<void> {
  const me = await agent.call('GET /api/me')
  for (const id of me.agent?.unfilledCallIds ?? [])
    await agent.call('PUT /api/calls/:id/disposition', {
      params: { id },
      body: { outcome: 'normal' },
    })
  await agent.call('PUT /api/me/state', { body: { state: 'idle' } })
}

export function boardSteps(server: () => TestServer, office: () => Office): readonly Step[] {
  let given: { params: { id: string }; body: { reason: string } }
  return [
    {
      key: 'POST /api/calls/:id/force-requeue',
      action: 'call.force-requeue',
      by: 'account',
      prepare: async () => {
        await makeIdle(office())
        const id = await queue(await customerOf(server(), office()))
        given = { params: { id }, body: { reason: '坐席无响应' } }
        await untilCall(server(), id, 'ringing')
        return () => office().admin.call('POST /api/calls/:id/force-requeue', given)
      },
    },
    {
      key: 'POST /api/calls/:id/force-end',
      action: 'call.force-end',
      by: 'account',
      prepare: async () => () => office().admin.call('POST /api/calls/:id/force-end', given),
    },
  ]
}
