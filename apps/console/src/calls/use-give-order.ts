import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { GiveOrder } from '@veridesk/contract/work-orders'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { callQuery, keys } from '../api/queries.ts'
import { codeOf } from '../i18n/error-text.ts'

/** Creates or links the order of a walk-in call; the call's page shows the order's tabs then. */
export function useGiveOrder(callId: string, onRefused: (error: unknown) => void) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  return useMutation({
    mutationFn: (body: GiveOrder) =>
      call('POST /api/calls/:id/work-order', { params: { id: callId }, body }),
    onSuccess: (detail) => {
      client.setQueryData(callQuery(callId).queryKey, detail)
      void client.invalidateQueries({ queryKey: keys.workOrders })
      void message.success(t('walkIn.given', { taskNumber: detail.taskNumber ?? '' }))
    },
    onError: (error) => {
      // Another window was faster.
      if (codeOf(error) === 'call_has_order')
        void client.invalidateQueries({ queryKey: keys.call(callId) })
      onRefused(error)
    },
  })
}
