import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session/me-context.ts'
import { Strip } from './strip.tsx'
import { useChangeState } from './use-change-state.ts'

/** 暂放 came by itself, after too many missed rings: why, and the way back (manual 3.1). */
export function MissedRingsStrip() {
  const { t } = useTranslation()
  const { agent } = useMe()
  const change = useChangeState()
  if (agent?.state !== 'paused' || !agent.pausedForMissedRings) return null
  return (
    <Strip
      tone="amber"
      role="alert"
      actions={
        <Button
          size="small"
          type="primary"
          loading={change.isPending}
          onClick={() => change.mutate({ state: 'idle' })}
        >
          {t('wrapUp.toIdle')}
        </Button>
      }
    >
      {t('agentState.missedRings')}
    </Strip>
  )
}
