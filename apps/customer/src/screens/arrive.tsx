import type { CustomerView } from '@veridesk/contract/customer'
import { consent } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { Problem } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import { useAction } from '../use-action.ts'
import type { Session } from '../use-session.ts'

interface ArriveProps {
  readonly session: Session
  readonly view: CustomerView
}

/** What this is, what to have at hand, and that it is recorded (manual 4.1). */
export function Arrive({ session, view }: ArriveProps) {
  const { texts, language } = usePreferences()
  const action = useAction(session)
  const agreed = view.consentedAt !== null

  const goOn = async (): Promise<void> => {
    if (agreed || (await action.run(() => consent(view.notice.version))))
      session.dispatch({ type: 'greeted' })
  }

  return (
    <Page
      institution={view.institution}
      actions={
        <>
          <Problem code={action.code} />
          <Button kind="primary" busy={action.busy} onClick={() => void goOn()}>
            {agreed ? texts.arriveGoOn : texts.arriveAgree}
          </Button>
          {session.byPhone && (
            <Button onClick={() => void session.knock()}>{texts.arriveOther}</Button>
          )}
        </>
      }
    >
      <h1 class="lead">
        {texts.arriveLead}
        <strong>
          {view.order.businessType} / {view.order.businessItem}
        </strong>
      </h1>
      <ul class="facts">
        <li>
          <Icon name="clock" />
          {texts.arriveTime}
        </li>
        <li>
          <Icon name="card" />
          {texts.arriveCard}
        </li>
        <li>
          <Icon name="place" />
          {texts.arrivePlace}
        </li>
      </ul>
      <section class="notice">
        <h2>{texts.arriveNotice}</h2>
        <p>{view.notice[language]}</p>
        {agreed && (
          <p class="good">
            <Icon name="check" />
            {texts.arriveConsented}
          </p>
        )}
      </section>
      {!agreed && view.institution.supportPhone !== '' && (
        <div class="aside">
          {texts.arriveDecline}
          <PhoneLink phone={view.institution.supportPhone} />
        </div>
      )}
    </Page>
  )
}
