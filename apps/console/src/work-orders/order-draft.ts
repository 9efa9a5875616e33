/** An edit that is not saved yet, and what becomes of it where somebody else saved first (manual 3.4, 保存). */
import type { OperationRecord, WorkOrder, workOrderFields } from '@veridesk/contract/work-orders'

export type Field = (typeof workOrderFields)[number]

/** What the form holds, each trimmed; empty: ''. `businessItem` is the item's id, `priority` 'true' or ''. */
export type Fields = Readonly<Record<Field, string>>

export const fieldNames = [
  'businessItem',
  'insuredName',
  'contactPhone',
  'idNumber',
  'caseNumber',
  'policyNumber',
  'priority',
] as const satisfies readonly Field[]

/** `base`: the order as it was when the edit began, and when that was saved. */
export interface Draft {
  readonly base: Fields
  readonly baseUpdatedAt: string
  readonly typed: Fields
}

export function fieldsOf(order: WorkOrder): Fields {
  return {
    businessItem: order.businessItemId,
    insuredName: order.insuredName ?? '',
    contactPhone: order.contactPhone,
    idNumber: order.idNumber ?? '',
    caseNumber: order.caseNumber,
    policyNumber: order.policyNumber ?? '',
    priority: order.priority ? 'true' : '',
  }
}

function differing(one: Fields, other: Fields): Field[] {
  return fieldNames.filter((name) => one[name] !== other[name])
}

/** The draft after typing; null where nothing differs from what is saved. */
export function drafted(held: Draft | null, order: WorkOrder, typed: Fields): Draft | null {
  const base = held?.base ?? fieldsOf(order)
  if (differing(base, typed).length === 0) return null
  return { base, baseUpdatedAt: held?.baseUpdatedAt ?? order.updatedAt, typed }
}

/** Somebody else changed a field since the edit began; a changed status or a sent SMS alone is none of that. */
export function isStale(draft: Draft | null, order: WorkOrder): boolean {
  return draft !== null && differing(draft.base, fieldsOf(order)).length > 0
}

/** Own changes put onto what is saved now; null where nothing of them is left to save. */
export function reapplied(draft: Draft, order: WorkOrder): Draft | null {
  const theirs = fieldsOf(order)
  const own = differing(draft.base, draft.typed)
  const typed = { ...theirs, ...Object.fromEntries(own.map((name) => [name, draft.typed[name]])) }
  return differing(theirs, typed).length > 0
    ? { base: theirs, baseUpdatedAt: order.updatedAt, typed }
    : null
}

/** One field that somebody else changed. */
export interface ForeignChange {
  readonly field: Field
  readonly before: string
  readonly theirs: string
  /** Null: not changed here. */
  readonly mine: string | null
  /** Null where no record tells. */
  readonly by: { readonly actor: string; readonly at: string } | null
}

/** What others changed since the edit began, and who: the newest edit of each field speaks. */
export function foreignChanges(
  draft: Draft,
  order: WorkOrder,
  operations: readonly OperationRecord[],
): ForeignChange[] {
  const theirs = fieldsOf(order)
  const edits = operations
    .filter(({ action, at }) => action === 'work-order.edit' && at >= draft.baseUpdatedAt)
    .sort((one, other) => other.at.localeCompare(one.at))
  return differing(draft.base, theirs).map((field) => {
    const edit = edits.find(({ changes }) => changes.some((change) => change.field === field))
    return {
      field,
      before: draft.base[field],
      theirs: theirs[field],
      mine: draft.typed[field] === draft.base[field] ? null : draft.typed[field],
      by: edit ? { actor: edit.actor, at: edit.at } : null,
    }
  })
}
