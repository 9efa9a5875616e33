import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { ChangeState } from '@veridesk/contract/accounts'
import { call } from '@veridesk/contract/api-client'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys, meQuery } from '../api/queries.ts'
import { useErrorText } from '../i18n/error-text.ts'
import { useAgentStateText } from './agent-state-text.ts'

/** Changes the own agent state by hand (manual 3.1). */
export function useChangeState() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const stateText = useAgentStateText()
  return useMutation({
    mutationFn: (body: ChangeState) => call('PUT /api/me/state', { body }),
    onSuccess: (me, { state }) => {
      client.setQueryData(meQuery.queryKey, me)
      const words = stateText(me.agent ?? { state, pauseReason: null })
      void message.success(t('agentState.changed', { state: words }))
    },
    onError: (error) => {
      const { title, next } = errorText(error)
      void message.error(`${title}${next}`)
      void client.invalidateQueries({ queryKey: meQuery.queryKey })
      // The reason was taken away meanwhile, perhaps.
      void client.invalidateQueries({ queryKey: keys.pauseReasons })
    },
  })
}
