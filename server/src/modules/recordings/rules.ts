import type { Recording } from '@veridesk/contract/calls'
import type { RecordingFile } from '@veridesk/contract/media-protocol'
import type { AccountActor } from '../../actor.ts'

/** How a collected file turned out. */
export function stateOf(file: RecordingFile): Recording['state'] {
  if (file.error !== null) return 'damaged'
  if (file.packets === 0) return 'empty'
  return file.closed ? 'complete' : 'damaged'
}

/** Recordings of calls it was in, for an agent; all of them, for administrators and those who review or audit. */
export function mayHear(
  actor: AccountActor,
  call: { readonly agentId: string | null; readonly answeredAt: Date | null },
): boolean {
  if (actor.role === 'admin') return true
  if (actor.grants.includes('review') || actor.grants.includes('audit')) return true
  return call.answeredAt !== null && call.agentId === actor.accountId
}
