import { useEffect } from 'preact/hooks'
import type { Session } from './use-session.ts'

/** Before the queue, the back button leads whoever came by phone number to the choice of matters again. */
export function useBackToChoice({ byPhone, screen, knock }: Session): void {
  const before = screen.name === 'arrive' || screen.name === 'check' || screen.name === 'closed'
  const active = byPhone && before
  useEffect(() => {
    if (!active) return undefined
    const onPop = (): void => void knock()
    addEventListener('popstate', onPop)
    return () => removeEventListener('popstate', onPop)
  }, [active, knock])
}
