import type { Me } from '@veridesk/contract/accounts'
import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'

type Shown = Pick<NonNullable<Me['agent']>, 'state' | 'pauseReason'>

/** An agent state in words, 暂放 with its reason. */
export function useAgentStateText(): (agent: Shown) => string {
  const { t } = useTranslation()
  return useCallback(
    ({ state, pauseReason }) =>
      state === 'paused' && pauseReason
        ? `${t('agentState.paused')} · ${pauseReason.name}`
        : t(`agentState.${state}`),
    [t],
  )
}
