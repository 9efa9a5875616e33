import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { WorkOrder } from '@veridesk/contract/work-orders'
import { keys, recordsQuery, workOrderQuery } from '../api/queries.ts'
import { codeOf } from '../i18n/error-text.ts'
import { toRequest } from './fields.ts'
import { isStale, type Draft } from './order-draft.ts'

interface Options {
  readonly onSaved: (order: WorkOrder) => void
  /** Somebody else changed a field; the page holds what they saved. */
  readonly onStale: () => void
  readonly onRefused: (error: unknown) => void
}

/** 保存. A version that rose without a change of fields (a call was answered, an SMS sent) stops nobody. */
export function useSaveOrder({ onSaved, onStale, onRefused }: Options) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: async ({ order, draft }: { order: WorkOrder; draft: Draft }) => {
      const put = ({ id, version }: WorkOrder) =>
        call('PUT /api/work-orders/:id', {
          params: { id },
          body: { ...toRequest(draft.typed), version },
        })
      if (isStale(draft, order)) return null
      try {
        return await put(order)
      } catch (cause) {
        if (codeOf(cause) !== 'stale_version') throw cause
        const fresh = await client.fetchQuery({ ...workOrderQuery(order.id), staleTime: 0 })
        return isStale(draft, fresh) ? null : await put(fresh)
      }
    },
    onSuccess: (saved, { order }) => {
      void client.invalidateQueries({ queryKey: recordsQuery(order.id).queryKey })
      if (!saved) {
        onStale()
        return
      }
      client.setQueryData(workOrderQuery(saved.id).queryKey, saved)
      void client.invalidateQueries({ queryKey: keys.workOrders })
      onSaved(saved)
    },
    onError: (error, { order }) => {
      onRefused(error)
      // Closed meanwhile, perhaps: the page shows it.
      void client.invalidateQueries({ queryKey: keys.workOrder(order.id) })
    },
  })
}
