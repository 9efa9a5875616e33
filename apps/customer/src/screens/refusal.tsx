import type { Session } from '../use-session.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { sentenceOf } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import { institutionOf } from '../institution.ts'
import type { RefusalCode } from '../state.ts'

interface RefusalProps {
  readonly session: Session
  readonly code: RefusalCode
}

/** One sentence, one button, one telephone number. */
export function Refusal({ session, code }: RefusalProps) {
  const { texts, language } = usePreferences()
  const { name, supportPhone } = institutionOf(session.view)
  const label =
    code === 'displaced' && session.token !== null
      ? texts.useHere
      : code === 'unavailable'
        ? texts.retry
        : texts.reopen
  return (
    <Page
      institution={name}
      actions={
        <>
          <Button kind="primary" onClick={session.reopen}>
            {label}
          </Button>
          <PhoneLink phone={supportPhone} />
        </>
      }
    >
      <div class="centre" role="alert">
        <span class="badge">
          <Icon name="alert" />
        </span>
        <h1 class="sentence">{sentenceOf(code, texts, language)}</h1>
      </div>
    </Page>
  )
}
