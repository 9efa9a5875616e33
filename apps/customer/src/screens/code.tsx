import { ApiError } from '@veridesk/contract/api-client'
import { useEffect, useState } from 'preact/hooks'
import { requestCode, takeOver } from '../api.ts'
import { institutionOf } from '../institution.ts'
import { Button } from '../parts/button.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { Problem } from '../parts/problem.tsx'
import { useTexts } from '../preferences.tsx'
import { isFatal } from '../state.ts'
import type { RefusalCode } from '../state.ts'
import { useAction } from '../use-action.ts'
import type { Session } from '../use-session.ts'

const cooldownSeconds = 60

interface CodeProps {
  readonly session: Session
  readonly token: string
}

/** Another device proves itself by a code to the contact phone and takes the seat over. */
export function Code({ session, token }: CodeProps) {
  const texts = useTexts()
  const action = useAction(session)
  const [code, setCode] = useState('')
  const [refused, setRefused] = useState<RefusalCode>()
  const [sent, setSent] = useState(false)
  const [wait, setWait] = useState(0)
  const institution = institutionOf(session.view)

  useEffect(() => {
    if (wait === 0) return undefined
    const timer = setTimeout(() => setWait(wait - 1), 1_000)
    return () => clearTimeout(timer)
  }, [wait])

  const getCode = async (): Promise<void> => {
    setRefused(undefined)
    setWait(cooldownSeconds)
    try {
      await requestCode(token)
      setSent(true)
    } catch (cause) {
      if (!(cause instanceof ApiError)) throw cause
      if (isFatal(cause.code)) session.dispatch({ type: 'refused', code: cause.code })
      setRefused(cause.code)
      if (cause.code !== 'sms_cooling_down') setWait(0)
    }
  }

  return (
    <Page
      institution={institution}
      actions={
        <>
          <Problem code={action.code ?? refused} />
          <Button
            kind="primary"
            disabled={code.length !== 6}
            busy={action.busy}
            onClick={() => void action.run(() => takeOver(token, code), 'entered')}
          >
            {texts.codeConfirm}
          </Button>
          <PhoneLink phone={institution.supportPhone} />
        </>
      }
    >
      <h1>{texts.codeTitle}</h1>
      <p class="muted">{texts.codeHint}</p>
      <div class="code">
        <label for="code">{texts.codeLabel}</label>
        <input
          id="code"
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={6}
          value={code}
          onInput={(event) => setCode(event.currentTarget.value.replace(/\D/g, ''))}
        />
        <Button disabled={wait > 0} onClick={() => void getCode()}>
          {wait > 0 ? texts.codeWait(wait) : texts.codeGet}
        </Button>
        <p class="muted" role="status">
          {sent && texts.codeSent}
        </p>
      </div>
    </Page>
  )
}
