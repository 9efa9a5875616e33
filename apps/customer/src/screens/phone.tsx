import type { Front } from '@veridesk/contract/customer'
import type { ErrorCode } from '@veridesk/contract/errors'
import { ApiError } from '@veridesk/contract/api-client'
import { useRef, useState } from 'preact/hooks'
import { requestPhoneCode, verifyPhone } from '../api.ts'
import { isMobile, mobileOf } from '../mobile-number.ts'
import { Button } from '../parts/button.tsx'
import { CodeField } from '../parts/code-field.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { Problem } from '../parts/problem.tsx'
import { useTexts } from '../preferences.tsx'
import { useKept } from '../use-kept.ts'
import { useOneTimeCode } from '../use-one-time-code.ts'
import type { Session } from '../use-session.ts'

interface PhoneProps {
  readonly session: Session
  readonly front: Front
  /** Why the number is asked for again. */
  readonly why: ErrorCode | null
}

/** Entry without a link (manual 4.2): a phone number and the code sent to it, the same for every number. */
export function Phone({ session, front, why }: PhoneProps) {
  const texts = useTexts()
  const oneTime = useOneTimeCode(session)
  const verify = useVerify(session)
  const [phone, setPhone] = useKept('phone', '')
  const [wrong, setWrong] = useState(false)
  const [code, setCode] = useState('')
  const phoneRef = useRef<HTMLInputElement>(null)
  const complete = isMobile(phone) && code.length === 6
  const confirm = () => complete && void verify.run(phone, code)

  const getCode = (): void => {
    setWrong(!isMobile(phone))
    if (isMobile(phone)) void oneTime.request(() => requestPhoneCode(phone))
    else phoneRef.current?.focus()
  }

  return (
    <Page
      institution={front.institution}
      actions={
        <>
          <Button kind="primary" disabled={!complete} busy={verify.busy} onClick={confirm}>
            {texts.phoneGoOn}
          </Button>
          <PhoneLink phone={front.institution.supportPhone} />
        </>
      }
    >
      <h1>{texts.phoneTitle}</h1>
      <p class="muted">{texts.phoneHint}</p>
      <Problem code={oneTime.sent ? undefined : (why ?? undefined)} />
      <div class="field">
        <label for="phone">{texts.phoneLabel}</label>
        <input
          id="phone"
          ref={phoneRef}
          class="digits"
          type="tel"
          inputMode="numeric"
          autoComplete="tel"
          value={phone}
          aria-invalid={wrong}
          aria-describedby="phone-wrong"
          onInput={(event) => {
            const digits = mobileOf(event.currentTarget.value)
            event.currentTarget.value = digits
            setPhone(digits)
            setWrong(false)
          }}
          onKeyDown={(event) => event.key === 'Enter' && getCode()}
        />
        <p id="phone-wrong" class="wrong" role="alert">
          {wrong && texts.phoneWrong}
        </p>
      </div>
      <CodeField
        oneTime={oneTime}
        onRequest={getCode}
        code={code}
        onCode={setCode}
        onEnter={confirm}
        refused={verify.code}
      />
    </Page>
  )
}

/** Proves the phone; what it may choose from is the next screen. */
function useVerify({ dispatch }: Session) {
  const [busy, setBusy] = useState(false)
  const [code, setCode] = useState<ErrorCode>()
  const runningRef = useRef(false)
  return {
    busy,
    code,
    async run(phone: string, given: string): Promise<void> {
      if (runningRef.current) return
      runningRef.current = true
      setBusy(true)
      setCode(undefined)
      try {
        const choice = await verifyPhone(phone, given)
        // The number and its countdown have done their work.
        history.replaceState(null, '')
        dispatch({ type: 'proven', choice })
      } catch (cause) {
        if (!(cause instanceof ApiError)) throw cause
        setCode(cause.code)
      } finally {
        runningRef.current = false
        setBusy(false)
      }
    },
  }
}
