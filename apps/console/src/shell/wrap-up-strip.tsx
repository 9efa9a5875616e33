import { useTranslation } from 'react-i18next'
import { ReasonButton } from '../parts/reason-button.tsx'
import { useMe } from '../session/me-context.ts'
import { reasonAgainst } from './agent-state-rules.ts'
import { Strip } from './strip.tsx'
import { useChangeState } from './use-change-state.ts'

/** 话后处理, on every page: no call rings until the agent leaves it by hand (manual 3.1). */
export function WrapUpStrip() {
  const { t } = useTranslation()
  const { agent } = useMe()
  const change = useChangeState()
  if (agent?.state !== 'wrap-up') return null
  const reason = reasonAgainst('wrap-up', 'idle', agent.unfilledCallIds.length)
  return (
    <Strip
      tone="amber"
      actions={
        <ReasonButton
          size="small"
          type="primary"
          reason={reason && t(`stateReason.${reason}`)}
          loading={change.isPending}
          onClick={() => change.mutate('idle')}
        >
          {t('wrapUp.toIdle')}
        </ReasonButton>
      }
    >
      {t('wrapUp.text')}
    </Strip>
  )
}
