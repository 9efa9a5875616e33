import type { CustomerView, Front } from '@veridesk/contract/customer'
import { useEffect } from 'preact/hooks'
import { formatOpening } from '../opening.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { sentenceOf } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import type { Session } from '../use-session.ts'

interface ClosedProps {
  readonly session: Session
  readonly view: CustomerView | Front
}

const lookEveryMs = 20_000

/** Calls are not taken now: why, from when on they are, and the telephone. Goes on by itself once they are. */
export function Closed({ session, view }: ClosedProps) {
  const { texts, language } = usePreferences()
  const { institution, opening } = view
  const { refresh, knock } = session
  const seated = 'order' in view
  const code = opening.open ? 'queue_full' : opening.opensAt ? 'queue_closed' : 'no_group'

  useEffect(() => {
    const look = (): void => {
      if (document.visibilityState === 'visible') void (seated ? refresh() : knock())
    }
    const timer = setInterval(look, lookEveryMs)
    document.addEventListener('visibilitychange', look)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [seated, refresh, knock])

  return (
    <Page
      institution={institution}
      actions={
        <>
          <Button
            kind={code === 'queue_full' ? 'primary' : 'plain'}
            onClick={() => void (seated ? refresh() : knock())}
          >
            {texts.retry}
          </Button>
          <PhoneLink phone={institution.supportPhone} />
        </>
      }
    >
      <div class="centre" role="status">
        <span class="badge">
          <Icon name={code === 'no_group' ? 'alert' : 'clock'} />
        </span>
        <h1 class="sentence">{sentenceOf(code, texts, language)}</h1>
        {opening.opensAt !== null && !opening.open && (
          <p>
            {texts.closedUntil}
            <strong class="opens tabular">
              {formatOpening(opening.opensAt, Date.parse(view.serverTime), language)}
            </strong>
          </p>
        )}
        {code !== 'no_group' && (
          <p class="muted">{code === 'queue_full' ? texts.fullStay : texts.closedStay}</p>
        )}
      </div>
    </Page>
  )
}
