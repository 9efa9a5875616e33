import type { FillDisposition } from '@veridesk/contract/calls'
import type { DispositionReason } from '@veridesk/contract/states'

/** The dialog's fields as chosen. */
export interface TypedDisposition {
  readonly outcome: 'normal' | 'abnormal'
  readonly reason?: DispositionReason
  readonly note?: string
}

/** What is sent: one line of note, no reason where the call ended normally. */
export function toDisposition(typed: TypedDisposition): FillDisposition {
  const note = typed.note?.replace(/\p{Cc}+/gu, ' ').trim()
  const noted = note ? { note } : {}
  return typed.outcome === 'normal'
    ? { outcome: 'normal', ...noted }
    : { outcome: 'abnormal', reason: typed.reason ?? 'other', ...noted }
}
