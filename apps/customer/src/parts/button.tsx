import type { ComponentChildren } from 'preact'

interface ButtonProps {
  readonly children: ComponentChildren
  readonly kind?: 'primary' | 'plain' | 'danger'
  readonly disabled?: boolean
  /** Work is under way: no second tap, and said to screen readers. */
  readonly busy?: boolean
  readonly onClick: () => void
}

export function Button({ children, kind = 'plain', disabled, busy, onClick }: ButtonProps) {
  return (
    <button
      type="button"
      class={`button ${kind}`}
      disabled={disabled || busy}
      aria-busy={busy}
      onClick={onClick}
    >
      {children}
    </button>
  )
}
