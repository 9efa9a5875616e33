/** The filters above the list of accounts. */
import type { Role } from '@veridesk/contract/permissions'

export const stateFilters = ['online', 'offline', 'disabled'] as const
export type StateFilter = (typeof stateFilters)[number]

export interface AccountFilter {
  readonly search: string
  readonly role: Role | null
  readonly groupId: string | null
  readonly state: StateFilter | null
}

export const noFilter: AccountFilter = { search: '', role: null, groupId: null, state: null }

export const isFiltered = (filter: AccountFilter): boolean =>
  filter.search.trim() !== '' ||
  filter.role !== null ||
  filter.groupId !== null ||
  filter.state !== null

interface Query {
  readonly search?: string
  readonly role?: Role
  readonly groupId?: string
  readonly online?: 'true' | 'false'
  readonly disabled?: 'true' | 'false'
}

/** As the contract asks for it. A disabled account is never called offline. */
export function filterQuery({ search, role, groupId, state }: AccountFilter): Query {
  const words = search.trim()
  return {
    ...(words ? { search: words } : {}),
    ...(role ? { role } : {}),
    ...(groupId ? { groupId } : {}),
    ...(state === 'online' ? { online: 'true' } : {}),
    ...(state === 'offline' ? { online: 'false', disabled: 'false' } : {}),
    ...(state === 'disabled' ? { disabled: 'true' } : {}),
  }
}
