import type { Session } from '../use-session.ts'
import { Button } from '../parts/button.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { sentenceOf } from '../parts/problem.tsx'
import { usePreferences } from '../preferences.tsx'
import { institutionOf } from '../institution.ts'
import { isPassing } from '../state.ts'
import type { RefusalCode } from '../state.ts'

interface RefusalProps {
  readonly session: Session
  readonly code: RefusalCode
}

/** Of a link that leads nowhere, or nowhere more: a phone number leads on (manual 4.2). */
const deadLinks: readonly RefusalCode[] = ['link_invalid', 'link_expired', 'link_order_closed']

function buttonOf(code: RefusalCode, hasLink: boolean) {
  if (deadLinks.includes(code)) return 'enterByPhone'
  if (code === 'other_page') return 'usePage'
  if (code === 'displaced' && hasLink) return 'useHere'
  return isPassing(code) ? 'retry' : 'reopen'
}

/** One sentence, one button, one telephone number. */
export function Refusal({ session, code }: RefusalProps) {
  const { texts, language } = usePreferences()
  const institution = institutionOf(session.view)
  const button = buttonOf(code, session.token !== null)
  return (
    <Page
      institution={institution}
      actions={
        <>
          <Button
            kind={button === 'reopen' ? 'plain' : 'primary'}
            onClick={button === 'enterByPhone' ? () => void session.knock() : session.reopen}
          >
            {texts[button]}
          </Button>
          <PhoneLink phone={institution.supportPhone} />
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
