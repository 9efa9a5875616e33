/** The fields of 新建工单 as typed, and what the contract wants of them (manual 3.4). */
import type { CreateWorkOrder } from '@veridesk/contract/work-orders'

export interface Typed {
  /** Business type, then item; ids. */
  readonly business?: readonly string[]
  readonly insuredName?: string
  readonly contactPhone?: string
  readonly idNumber?: string
  readonly caseNumber?: string
  readonly policyNumber?: string
}

export const limits = { insuredName: 60, caseNumber: 40, policyNumber: 40 } as const

/** Mainland mobile number, as in the contract. */
export const phonePattern = /^1[3-9]\d{9}$/

const optional = <K extends string>(name: K, typed: string | undefined) => {
  const value = typed?.trim()
  return (value ? { [name]: value } : {}) as { readonly [P in K]?: string }
}

/** What is sent: trimmed, empty optional fields left out. */
export function toRequest(typed: Typed): CreateWorkOrder {
  return {
    businessItemId: typed.business?.at(-1) ?? '',
    contactPhone: typed.contactPhone?.trim() ?? '',
    caseNumber: typed.caseNumber?.trim() ?? '',
    ...optional('insuredName', typed.insuredName),
    ...optional('idNumber', typed.idNumber?.toUpperCase()),
    ...optional('policyNumber', typed.policyNumber),
  }
}

const fieldOf: Readonly<Record<string, keyof Typed>> = {
  businessItemId: 'business',
  insuredName: 'insuredName',
  contactPhone: 'contactPhone',
  idNumber: 'idNumber',
  caseNumber: 'caseNumber',
  policyNumber: 'policyNumber',
}

/** The form's field for a path of `Problem.fields` (`contactPhone`, `body.contactPhone`); null for none. */
export function fieldAt(path: string): keyof Typed | null {
  return fieldOf[path.split(/[./]/).at(-1) ?? ''] ?? null
}
