/** The steps of editing a work order. */
import type { Office } from '../office.ts'
import type { Step } from './step.ts'

export function workOrderSteps(office: () => Office): readonly Step[] {
  return [
    {
      key: 'PUT /api/work-orders/:id',
      action: 'work-order.edit',
      by: 'account',
      prepare: async () => {
        const { id, version, businessItemId, contactPhone } = await office().createOrder()
        const body = { version, businessItemId, contactPhone, caseNumber: 'another' }
        return () => office().agent.call('PUT /api/work-orders/:id', { params: { id }, body })
      },
    },
    {
      key: 'POST /api/work-orders/:id/remarks',
      action: 'remark.add',
      by: 'account',
      prepare: async () => {
        const { id } = await office().createOrder()
        const body = { text: '下午联系' }
        const given = { params: { id }, body }
        return () => office().agent.call('POST /api/work-orders/:id/remarks', given)
      },
    },
  ]
}
