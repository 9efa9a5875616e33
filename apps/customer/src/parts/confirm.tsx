import { useEffect, useRef } from 'preact/hooks'
import { Button } from './button.tsx'

interface ConfirmProps {
  readonly title: string
  readonly hint: string
  readonly yes: string
  readonly no: string
  readonly busy?: boolean
  readonly onYes: () => void
  readonly onNo: () => void
}

/** Asks before something is lost; the harmless answer has the focus. */
export function Confirm({ title, hint, yes, no, busy = false, onYes, onNo }: ConfirmProps) {
  const sheetRef = useRef<HTMLDivElement>(null)

  useEffect(() => {
    const before = document.activeElement
    sheetRef.current?.querySelector('button')?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') onNo()
    if (event.key !== 'Tab') return
    // Two buttons: Tab goes to the other one and never behind the sheet.
    const buttons = [...(sheetRef.current?.querySelectorAll('button') ?? [])]
    const other = buttons.find((button) => button !== document.activeElement)
    event.preventDefault()
    other?.focus()
  }

  return (
    <div class="backdrop">
      <div
        class="sheet"
        role="alertdialog"
        aria-modal="true"
        aria-label={title}
        ref={sheetRef}
        onKeyDown={onKeyDown}
      >
        <h2>{title}</h2>
        <p>{hint}</p>
        <Button kind="primary" onClick={onNo}>
          {no}
        </Button>
        <Button kind="danger" busy={busy} onClick={onYes}>
          {yes}
        </Button>
      </div>
    </div>
  )
}
