import {
  workOrderFields,
  type OperationRecord,
  type WorkOrder,
} from '@veridesk/contract/work-orders'
import { describe, expect, it } from 'vitest'
import {
  drafted,
  fieldNames,
  fieldsOf,
  foreignChanges,
  isStale,
  reapplied,
  type Draft,
} from './order-draft.ts'

const order: WorkOrder = {
  id: 'o',
  version: 3,
  taskNumber: '1',
  policyNumber: null,
  caseNumber: '20201234',
  businessType: '保全',
  businessItem: '变更投保人',
  businessItemId: 'item',
  insuredName: '邓小闲',
  contactPhone: '15618293093',
  idNumber: null,
  idNumberDoubtful: false,
  handler: '张三',
  priority: false,
  creator: '张三',
  status: 'pending',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  liveCallId: null,
  sms: {
    lastSentAt: null,
    lastStatus: null,
    lastFailure: null,
    sentToday: 0,
    dailyCap: 5,
    nextAllowedAt: null,
  },
}
const typed = (changes: Partial<ReturnType<typeof fieldsOf>>) => ({
  ...fieldsOf(order),
  ...changes,
})
function edit(changes: Partial<ReturnType<typeof fieldsOf>>): Draft {
  const draft = drafted(null, order, typed(changes))
  if (!draft) throw new Error('nothing was changed')
  return draft
}
const saved = (changes: Partial<WorkOrder>): WorkOrder => ({
  ...order,
  version: 4,
  updatedAt: '2026-01-01T00:10:00.000Z',
  ...changes,
})
const edited = (
  actor: string,
  at: string,
  field: 'caseNumber' | 'policyNumber',
): OperationRecord => ({
  id: at,
  action: 'work-order.edit',
  actorKind: 'account',
  actor,
  at,
  address: null,
  changes: [{ field, from: null, to: 'masked' }],
})

it("knows every field of the contract's", () => {
  expect(fieldNames).toEqual(workOrderFields)
})

describe('an edit', () => {
  it('is one as long as something differs from what is saved', () => {
    const draft = edit({ caseNumber: '1' })
    expect(drafted(draft, order, typed({ caseNumber: '12' }))?.typed.caseNumber).toBe('12')
    expect(drafted(draft, order, typed({}))).toBeNull()
    expect(drafted(null, order, typed({}))).toBeNull()
  })

  it('is one too where only 优先 was ticked', () => {
    const draft = edit({ priority: 'true' })
    expect(draft.typed.priority).toBe('true')
    expect(isStale(draft, saved({ priority: true }))).toBe(true)
    expect(drafted(draft, order, typed({ priority: '' }))).toBeNull()
  })

  it('is not stale because a call was answered or a message sent meanwhile', () => {
    expect(isStale(edit({ caseNumber: '1' }), saved({ status: 'processing' }))).toBe(false)
  })

  it('is stale once somebody else has saved another content', () => {
    expect(isStale(edit({ caseNumber: '1' }), saved({ policyNumber: '7' }))).toBe(true)
    expect(isStale(null, saved({ policyNumber: '7' }))).toBe(false)
  })
})

describe('an edit after somebody else saved', () => {
  it('goes onto theirs: own fields win, the others are theirs', () => {
    const theirs = saved({ caseNumber: '2', policyNumber: '7' })
    const draft = reapplied(edit({ caseNumber: '1', insuredName: '邓小' }), theirs)
    expect(draft?.base).toEqual(fieldsOf(theirs))
    expect(draft?.typed).toEqual({ ...fieldsOf(theirs), caseNumber: '1', insuredName: '邓小' })
    expect(draft && isStale(draft, theirs)).toBe(false)
  })

  it('has nothing left to save where both wrote the same', () => {
    expect(reapplied(edit({ caseNumber: '1' }), saved({ caseNumber: '1' }))).toBeNull()
  })

  it('says who changed which field, by the newest edit of it', () => {
    const theirs = saved({ caseNumber: '2', policyNumber: '7' })
    const operations = [
      edited('早', '2025-12-31T00:00:00.000Z', 'policyNumber'),
      edited('李四', '2026-01-01T00:05:00.000Z', 'caseNumber'),
      edited('王五', '2026-01-01T00:10:00.000Z', 'caseNumber'),
    ]
    expect(foreignChanges(edit({ caseNumber: '1' }), theirs, operations)).toEqual([
      {
        field: 'caseNumber',
        before: '20201234',
        theirs: '2',
        mine: '1',
        by: { actor: '王五', at: '2026-01-01T00:10:00.000Z' },
      },
      { field: 'policyNumber', before: '', theirs: '7', mine: null, by: null },
    ])
  })
})
