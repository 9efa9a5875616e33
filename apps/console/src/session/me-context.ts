import type { Me } from '@veridesk/contract/accounts'
import { can, type AccountPermission } from '@veridesk/contract/permissions'
import { createContext, useContext } from 'react'

export const MeContext = createContext<Me | null>(null)

/** The signed-in person; only below `RequireSession`. */
export function useMe(): Me {
  const me = useContext(MeContext)
  if (!me) throw new Error('useMe outside RequireSession')
  return me
}

export function useCan(permission: AccountPermission): boolean {
  return can(useMe(), permission)
}
