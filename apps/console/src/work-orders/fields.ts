/** The fields of a work order's form as typed, and what the contract wants of them (manual 3.4). */
import type { BusinessType, CreateWorkOrder } from '@veridesk/contract/work-orders'
import type { Fields } from './order-draft.ts'

export interface Typed {
  /** Business type, then item; ids. */
  readonly business?: readonly string[]
  readonly insuredName?: string
  readonly contactPhone?: string
  readonly idNumber?: string
  readonly caseNumber?: string
  readonly policyNumber?: string
  readonly priority?: boolean
}

export const limits = { insuredName: 60, caseNumber: 40, policyNumber: 40 } as const

/** Mainland mobile number, as in the contract. */
export const phonePattern = /^1[3-9]\d{9}$/

/** Stands for the type of an item that is offered no more. */
export const keptType = 'kept'

/** The form as typed, trimmed; absent is '', and a tick 'true'. */
export function toFields(typed: Typed): Fields {
  const trimmed = (value: string | undefined) => value?.trim() ?? ''
  return {
    businessItem: typed.business?.at(-1) ?? '',
    insuredName: trimmed(typed.insuredName),
    contactPhone: trimmed(typed.contactPhone),
    idNumber: trimmed(typed.idNumber).toUpperCase(),
    caseNumber: trimmed(typed.caseNumber),
    policyNumber: trimmed(typed.policyNumber),
    priority: typed.priority ? 'true' : '',
  }
}

/** The form for these fields; `types` tells the type of the item. */
export function toTyped(fields: Fields, types: readonly BusinessType[]): Typed {
  const { businessItem, priority, ...rest } = fields
  const type = types.find(({ items }) => items.some(({ id }) => id === businessItem))
  return {
    ...rest,
    business: [type?.id ?? keptType, businessItem],
    priority: priority === 'true',
  }
}

/** What is sent: empty optional fields left out. */
export function toRequest(fields: Fields): CreateWorkOrder {
  const { businessItem, contactPhone, caseNumber, insuredName, idNumber, policyNumber, priority } =
    fields
  return {
    businessItemId: businessItem,
    contactPhone,
    caseNumber,
    ...(insuredName ? { insuredName } : {}),
    ...(idNumber ? { idNumber } : {}),
    ...(policyNumber ? { policyNumber } : {}),
    ...(priority ? { priority: true } : {}),
  }
}

const fieldOf: Readonly<Record<string, keyof Typed>> = {
  businessItemId: 'business',
  insuredName: 'insuredName',
  contactPhone: 'contactPhone',
  idNumber: 'idNumber',
  caseNumber: 'caseNumber',
  policyNumber: 'policyNumber',
  priority: 'priority',
}

/** The form's field for a path of `Problem.fields` (`contactPhone`, `body.contactPhone`); null for none. */
export function fieldAt(path: string): keyof Typed | null {
  return fieldOf[path.split(/[./]/).at(-1) ?? ''] ?? null
}
