import { useTranslation } from 'react-i18next'
import { useNow } from '../api/use-now.ts'
import { clock } from '../format/duration.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import { useMe } from '../session/me-context.ts'
import { reasonAgainst } from './agent-state-rules.ts'
import { Strip } from './strip.tsx'
import { useChangeState } from './use-change-state.ts'
import { wrapUpWords } from './wrap-up-rules.ts'

/** 话后处理, on every page: no call rings until it is over or left by hand (manual 3.1). */
export function WrapUpStrip() {
  const { t } = useTranslation()
  const { agent } = useMe()
  const change = useChangeState()
  const inWrapUp = agent?.state === 'wrap-up'
  const now = useNow(inWrapUp && agent.wrapUpUntil !== null)
  if (!inWrapUp) return null
  const unfilled = agent.unfilledCallIds.length
  const reason = reasonAgainst('wrap-up', 'idle', unfilled)
  const { key, left } = wrapUpWords(agent.wrapUpUntil, unfilled, now)
  return (
    <Strip
      tone="amber"
      actions={
        <ReasonButton
          size="small"
          type="primary"
          reason={reason && t(`stateReason.${reason}`)}
          loading={change.isPending}
          onClick={() => change.mutate({ state: 'idle' })}
        >
          {t('wrapUp.toIdle')}
        </ReasonButton>
      }
    >
      {t(`wrapUp.${key}`)}
      {/* A timer is read when one asks, not at every second. */}
      {left !== null && (
        <strong role="timer" aria-label={t('wrapUp.left')}>
          {clock(left)}
        </strong>
      )}
    </Strip>
  )
}
