import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../api/queries.ts'
import { useErrorText } from '../i18n/error-text.ts'

/** Changes the own agent state by hand (manual 3.1). */
export function useChangeState() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  return useMutation({
    mutationFn: (state: 'idle' | 'paused') => call('PUT /api/me/state', { body: { state } }),
    onSuccess: (me, state) => {
      client.setQueryData(meQuery.queryKey, me)
      void message.success(t('agentState.changed', { state: t(`agentState.${state}`) }))
    },
    onError: (error) => {
      const { title, next } = errorText(error)
      void message.error(`${title}${next}`)
      void client.invalidateQueries({ queryKey: meQuery.queryKey })
    },
  })
}
