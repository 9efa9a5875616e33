import { useState } from 'preact/hooks'
import { requestCode, takeOver } from '../api.ts'
import { institutionOf } from '../institution.ts'
import { Button } from '../parts/button.tsx'
import { CodeField } from '../parts/code-field.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { useTexts } from '../preferences.tsx'
import { useAction } from '../use-action.ts'
import { useOneTimeCode } from '../use-one-time-code.ts'
import type { Session } from '../use-session.ts'

interface CodeProps {
  readonly session: Session
  readonly token: string
}

/** Another device proves itself by a code to the contact phone and takes the seat over. */
export function Code({ session, token }: CodeProps) {
  const texts = useTexts()
  const action = useAction(session)
  const oneTime = useOneTimeCode(session)
  const [code, setCode] = useState('')
  const institution = institutionOf(session.view)
  const complete = code.length === 6
  const confirm = () => complete && void action.run(() => takeOver(token, code), 'entered')

  return (
    <Page
      institution={institution}
      actions={
        <>
          <Button kind="primary" disabled={!complete} busy={action.busy} onClick={confirm}>
            {texts.codeConfirm}
          </Button>
          <PhoneLink phone={institution.supportPhone} />
        </>
      }
    >
      <h1>{texts.codeTitle}</h1>
      <p class="muted">{texts.codeHint}</p>
      <CodeField
        oneTime={oneTime}
        onRequest={() => void oneTime.request(() => requestCode(token))}
        code={code}
        onCode={setCode}
        onEnter={confirm}
        refused={action.code}
      />
    </Page>
  )
}
