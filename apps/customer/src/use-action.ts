import type { CustomerView } from '@veridesk/contract/customer'
import { useState } from 'preact/hooks'
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
  return {
    busy,
    code,
    async run(work, type) {
      setBusy(true)
      setCode(undefined)
      const refused = await session.act(work, type)
      setCode(refused)
      setBusy(false)
      return refused === undefined
    },
  }
}
