/** What may be done to an account, as far as the screen can know (manual 3.17); the server has the last word. */
import type { AccountRow } from '@veridesk/contract/account-admin'
import type { Tone } from '../parts/status-mark.tsx'

export const accountActs = ['edit', 'delete', 'kick', 'disable', 'enable', 'password'] as const
export type AccountAct = (typeof accountActs)[number]

export type AgainstAct =
  | 'initial'
  | 'initialOwn'
  | 'own'
  | 'ownKick'
  | 'ownPassword'
  | 'offline'
  | 'inCall'

type Row = Pick<AccountRow, 'id' | 'initial' | 'online' | 'callId'>

/** Why it cannot be done now; null where it can. */
export function reasonAgainst(act: AccountAct, row: Row, ownId: string): AgainstAct | null {
  if (act === 'enable') return null
  const own = row.id === ownId
  if (row.initial && !own) return 'initial'
  if (act === 'delete' || act === 'disable')
    return own ? (row.initial ? 'initialOwn' : 'own') : null
  if (act === 'kick') return own ? 'ownKick' : row.online ? null : 'offline'
  if (act === 'password') return own ? 'ownPassword' : row.callId ? 'inCall' : null
  return null
}

/** 状态: the tone and the word before the agent state. */
export function presenceOf(row: Pick<AccountRow, 'disabled' | 'online' | 'callId'>): {
  readonly tone: Tone
  readonly word: 'disabled' | 'online' | 'offline'
} {
  // A call may be let finish after 禁用: the account is still there until then.
  if (row.disabled) return { tone: 'red', word: 'disabled' }
  return row.online ? { tone: 'green', word: 'online' } : { tone: 'grey', word: 'offline' }
}
