import type { CustomerView } from '@veridesk/contract/customer'
import { useRef, useState } from 'preact/hooks'
import type { RefusalCode } from './state.ts'
import type { Session } from './use-session.ts'

export interface Action {
  readonly busy: boolean
  /** Why the last try was refused. */
  readonly code: RefusalCode | undefined
  readonly run: (
    work: () => Promise<CustomerView>,
    type?: 'entered' | 'updated',
  ) => Promise<boolean>
}

/** One button's work: busy while it runs, its refusal kept to be shown beside the button. */
export function useAction(session: Session): Action {
  const [busy, setBusy] = useState(false)
  const [code, setCode] = useState<RefusalCode>()
  const runningRef = useRef(false)
  return {
    busy,
    code,
    async run(work, type) {
      // The second of two quick taps comes before the button is drawn as busy.
      if (runningRef.current) return false
      runningRef.current = true
      setBusy(true)
      setCode(undefined)
      const refused = await session.act(work, type)
      setCode(refused)
      setBusy(false)
      runningRef.current = false
      return refused === undefined
    },
  }
}
