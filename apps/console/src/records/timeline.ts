/** Everything that happened to an order in one line of time (manual 3.14). */
import type { CallRecord } from '@veridesk/contract/calls'
import type { Photo } from '@veridesk/contract/photos'
import type { OperationRecord, Remark, WorkOrderRecords } from '@veridesk/contract/work-orders'

export type Happening =
  | { readonly kind: 'call'; readonly id: string; readonly at: string; readonly call: CallRecord }
  | { readonly kind: 'remark'; readonly id: string; readonly at: string; readonly remark: Remark }
  | { readonly kind: 'photo'; readonly id: string; readonly at: string; readonly photo: Photo }
  | {
      readonly kind: 'operation'
      readonly id: string
      readonly at: string
      readonly operation: OperationRecord
    }

/** What a record of its own tells better than its operation. */
const toldElsewhere: readonly OperationRecord['action'][] = [
  'remark.add',
  'photo.add',
  'call.queue',
]

/** Newest first; what happened in one moment keeps its order: photo, remark, operation, call. */
export function timelineOf(records: WorkOrderRecords): Happening[] {
  return [
    ...records.uploads.map((photo): Happening => ({
      kind: 'photo',
      id: photo.id,
      at: photo.takenAt,
      photo,
    })),
    ...records.remarks.map((remark): Happening => ({
      kind: 'remark',
      id: remark.id,
      at: remark.at,
      remark,
    })),
    ...records.operations
      .filter(({ action }) => !toldElsewhere.includes(action))
      .map((operation): Happening => ({
        kind: 'operation',
        id: operation.id,
        at: operation.at,
        operation,
      })),
    ...records.calls.map((call): Happening => ({
      kind: 'call',
      id: call.id,
      at: call.queuedAt,
      call,
    })),
  ].sort((one, other) => Date.parse(other.at) - Date.parse(one.at))
}

export interface TimelineDay {
  readonly day: string
  readonly happenings: readonly Happening[]
}

/** The line cut at each midnight; `dayOf` tells the day of a moment. */
export function byDay(
  happenings: readonly Happening[],
  dayOf: (at: string) => string,
): TimelineDay[] {
  const days: { day: string; happenings: Happening[] }[] = []
  for (const happening of happenings) {
    const day = dayOf(happening.at)
    const last = days.at(-1)
    if (last?.day === day) last.happenings.push(happening)
    else days.push({ day, happenings: [happening] })
  }
  return days
}
