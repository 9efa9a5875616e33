/** Words that columns hold and no screen sends. */
import type { OperationRecord } from '@veridesk/contract'

/** How calls of a business type find their agent. */
export type Assignment = 'familiar' | 'random'

/** Why an administrator puts an account out. */
export type LeavingReason = 'kicked' | 'disabled' | 'deleted'

export type SessionEndReason =
  | LeavingReason
  | 'signed-out'
  | 'replaced'
  | 'expired'
  | 'role-changed'
  | 'password-changed'

/** What an order's page lists, and what happens apart from any order. */
export type AuditAction =
  | OperationRecord['action']
  | 'work-order.view'
  | 'audit.search'
  | 'export.create'
  | 'export.finish'
  | 'export.download'
  | 'export.cancel'
  | 'export.delete'
  | 'session.begin'
  | 'session.end'
  | 'session.refuse'
  | 'agent.state'
  | 'call.decline'
  | 'demo.seed'
  | 'account.create'
  | 'account.import'
  | 'account.view'
  | 'account.edit'
  | 'account.reset-password'
  | 'account.kick'
  | 'account.disable'
  | 'account.enable'
  | 'account.delete'
  | 'profile.edit'
  | 'profile.change-password'
  | 'group.create'
  | 'group.edit'
  | 'group.delete'
  | 'business-type.create'
  | 'business-type.edit'
  | 'business-type.order'
  | 'business-type.delete'
  | 'settings.institution'
  | 'settings.logo'
  | 'settings.notice'
  | 'settings.sms'
