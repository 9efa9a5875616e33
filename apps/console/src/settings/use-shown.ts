import { useState } from 'react'

/** What a drawer or dialog shows. It stays in it while it slides out; `gone` then forgets it. */
export function useShown<T>() {
  const [target, setTarget] = useState<T | null>(null)
  const [open, setOpen] = useState(false)
  return {
    target,
    open,
    show: (next: T) => {
      setTarget(next)
      setOpen(true)
    },
    close: () => setOpen(false),
    gone: () => setTarget(null),
  }
}
