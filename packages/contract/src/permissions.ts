/** Who may do what (manual 3.2). One table for the server's check and the screens' buttons. No zod in here. */

export const roles = ['agent', 'admin'] as const
export type Role = (typeof roles)[number]

/** What an administrator may tick on any account besides its role. */
export const grants = ['supervise', 'review', 'audit'] as const
export type Grant = (typeof grants)[number]

interface Holders {
  readonly roles: readonly Role[]
  readonly grants?: readonly Grant[]
}

const everyone: Holders = { roles: ['agent', 'admin'] }
const administrators: Holders = { roles: ['admin'] }
const auditedReaders: Holders = { roles: ['admin'], grants: ['audit'] }
/** Who looks on: over others' work, or at everything without changing it. */
const watchers: Holders = { roles: ['admin'], grants: ['supervise', 'audit'] }
const readers: Holders = { roles: ['agent', 'admin'], grants: ['audit', 'review'] }

/** Permissions of accounts. `public` and `seat` (a customer's device) are decided before this table. */
export const accountPermissions = {
  'session.own': everyone,
  'agentState.change': { roles: ['agent'] },
  'businessType.read': everyone,
  'pauseReason.read': everyone,
  'workOrder.create': everyone,
  'workOrder.read': readers,
  'workOrder.edit': everyone,
  'workOrder.revoke': everyone,
  'workOrder.export': auditedReaders,
  'remark.add': everyone,
  'workOrder.sendSms': everyone,
  'call.read': readers,
  'call.export': auditedReaders,
  'call.take': { roles: ['agent'] },
  'call.force': administrators,
  'board.read': watchers,
  'disposition.fill': everyone,
  'photo.read': readers,
  'recording.read': readers,
  'smsOutbox.read': everyone,
  'account.read': auditedReaders,
  'account.manage': administrators,
  'group.read': auditedReaders,
  'group.manage': administrators,
  'settings.read': auditedReaders,
  'settings.manage': administrators,
  'audit.read': { roles: [], grants: ['audit'] },
  'export.own': auditedReaders,
} as const satisfies Record<string, Holders>

export type AccountPermission = keyof typeof accountPermissions
export type Permission = AccountPermission | 'public' | 'seat'

export interface Holder {
  readonly role: Role
  readonly grants: readonly Grant[]
}

/** Whether an account holds a permission. Which rows it may touch is the service's question. */
export function can(holder: Holder, permission: AccountPermission): boolean {
  const holders: Holders = accountPermissions[permission]
  return (
    holders.roles.includes(holder.role) ||
    (holders.grants?.some((grant) => holder.grants.includes(grant)) ?? false)
  )
}
