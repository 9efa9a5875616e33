import type { CustomerCall, CustomerView } from '@veridesk/contract/customer'
import { formatDuration } from '../clock.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { useTexts } from '../preferences.tsx'
import { outcomeOf } from '../outcome.ts'
import type { Session } from '../use-session.ts'

interface EndProps {
  readonly session: Session
  readonly view: CustomerView
  readonly call: CustomerCall
}

/** What was done, what comes next, and the way back while the order is open. */
export function End({ session, view, call }: EndProps) {
  const texts = useTexts()
  const outcome = outcomeOf(call)
  const next = !view.order.callable
    ? texts.endClosed
    : outcome === 'talked'
      ? texts.endNextTalked
      : outcome === 'broken'
        ? texts.endNextBroken
        : texts.endNextAgain
  const talkedMs =
    call.answeredAt && call.endedAt ? Date.parse(call.endedAt) - Date.parse(call.answeredAt) : null
  return (
    <Page
      institution={view.institution}
      actions={
        <>
          {view.order.callable ? (
            <Button
              kind={outcome === 'talked' ? 'plain' : 'primary'}
              onClick={() => session.dispatch({ type: 'again' })}
            >
              {texts.endAgain}
            </Button>
          ) : (
            <Button onClick={() => void session.knock()}>{texts.chooseOther}</Button>
          )}
          <PhoneLink phone={view.institution.supportPhone} />
        </>
      }
    >
      <div class="centre">
        <span class={`badge ${outcome === 'talked' ? 'good' : ''}`}>
          <Icon name={outcome === 'talked' ? 'check' : 'alert'} />
        </span>
        <h1>{call.answeredAt ? texts.endDone : texts.endNotDone}</h1>
        {call.endReason && <p class="sentence">{texts.endReasons[call.endReason]}</p>}
      </div>
      <dl class="summary">
        <dt>{texts.endBusiness}</dt>
        <dd>
          {view.order.businessType} / {view.order.businessItem}
        </dd>
        {talkedMs !== null && (
          <>
            <dt>{texts.callDuration}</dt>
            <dd>{formatDuration(talkedMs)}</dd>
          </>
        )}
        <dt>{texts.endNextTitle}</dt>
        <dd>{next}</dd>
      </dl>
    </Page>
  )
}
