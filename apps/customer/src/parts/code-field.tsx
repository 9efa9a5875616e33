import { useTexts } from '../preferences.tsx'
import type { RefusalCode } from '../state.ts'
import type { OneTimeCode } from '../use-one-time-code.ts'
import { Button } from './button.tsx'
import { Problem } from './problem.tsx'

interface CodeFieldProps {
  readonly oneTime: OneTimeCode
  readonly onRequest: () => void
  readonly code: string
  readonly onCode: (code: string) => void
  readonly onEnter: () => void
  /** Why the code that was typed is refused. */
  readonly refused: RefusalCode | undefined
}

/** The code of an SMS: got with a button, another one after the countdown; the phone offers it above its keyboard. */
export function CodeField({ oneTime, onRequest, code, onCode, onEnter, refused }: CodeFieldProps) {
  const texts = useTexts()
  return (
    <div class="field">
      <Button disabled={oneTime.wait > 0} onClick={onRequest}>
        {oneTime.wait > 0 ? texts.codeWait(oneTime.wait) : texts.codeGet}
      </Button>
      <Problem code={oneTime.refused} />
      <p class="muted" role="status">
        {oneTime.sent && texts.codeSent}
      </p>
      <label for="code">{texts.codeLabel}</label>
      <input
        id="code"
        class="digits"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onInput={(event) => {
          const digits = event.currentTarget.value.replace(/\D/g, '')
          event.currentTarget.value = digits
          onCode(digits)
        }}
        onKeyDown={(event) => event.key === 'Enter' && onEnter()}
      />
      <Problem code={refused} />
    </div>
  )
}
