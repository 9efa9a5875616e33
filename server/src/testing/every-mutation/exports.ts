/** The steps of exports. */
import { expect } from 'vitest'
import type { Office } from '../office.ts'
import type { Step } from './step.ts'

/** The office is open by the time that a step is prepared. */
export function exportSteps(office: () => Office): readonly Step[] {
  const admin = () => office().admin
  const begin = () => admin().call('POST /api/exports', { body: { kind: 'calls', filter: {} } })
  return [
    {
      key: 'POST /api/exports',
      action: 'export.create',
      by: 'account',
      prepare: async () => begin,
    },
    {
      key: 'DELETE /api/exports/:id',
      action: 'export.delete',
      by: 'account',
      prepare: async () => {
        const { id } = await begin()
        const given = { params: { id } }
        // One that is under way would be cancelled.
        await expect
          .poll(async () => (await admin().call('GET /api/exports/:id', given)).state)
          .toBe('done')
        return () => admin().call('DELETE /api/exports/:id', given)
      },
    },
  ]
}
