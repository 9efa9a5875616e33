import { useTexts } from '../preferences.tsx'
import { Button } from './button.tsx'

interface CodeFieldProps {
  readonly code: string
  readonly onCode: (code: string) => void
  readonly onEnter: () => void
  readonly sent: boolean
  /** Seconds until the next one may be asked for. */
  readonly wait: number
  readonly onRequest: () => void
}

/** The code of an SMS: the phone offers it above its keyboard, and another one after the countdown. */
export function CodeField({ code, onCode, onEnter, sent, wait, onRequest }: CodeFieldProps) {
  const texts = useTexts()
  return (
    <div class="field">
      <Button disabled={wait > 0} onClick={onRequest}>
        {wait > 0 ? texts.codeWait(wait) : texts.codeGet}
      </Button>
      <p class="muted" role="status">
        {sent && texts.codeSent}
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
    </div>
  )
}
