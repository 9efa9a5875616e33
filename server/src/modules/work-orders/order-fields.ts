import type { z } from 'zod'
import type { createWorkOrder, FieldChange } from '@veridesk/contract'
import type { AppContext } from '../../context.ts'
import { maskIdNumber, maskName, maskPhone } from './mask.ts'
import type { OrderFields } from './repository.ts'
import { isDoubtfulIdNumber } from './rules.ts'

/** What the form of 新建 and of the order's page sends; absent means empty. */
export type FormFields = z.output<typeof createWorkOrder>

/** The form's fields as they rest. */
export const fieldsAtRest = (
  { blindIndexes, clock, idNumbers }: Pick<AppContext, 'blindIndexes' | 'clock' | 'idNumbers'>,
  {
    businessItemId,
    contactPhone,
    idNumber,
    caseNumber,
    insuredName,
    policyNumber,
    priority,
  }: FormFields,
): OrderFields => ({
  itemId: businessItemId,
  insuredName: insuredName ?? null,
  contactPhone,
  contactPhoneIndex: blindIndexes.phone(contactPhone),
  idNumberSealed: idNumber === undefined ? null : idNumbers.seal(idNumber),
  idNumberIndex: idNumber === undefined ? null : blindIndexes.idNumber(idNumber),
  idNumberDoubtful: idNumber !== undefined && isDoubtfulIdNumber(idNumber, clock.now()),
  caseNumber,
  policyNumber: policyNumber ?? null,
  priority,
})

/** The fields of an order in plain words, for comparing. */
export type PlainFields = Readonly<Record<FieldChange['field'], string | null>>

const shown: Readonly<Record<FieldChange['field'], (value: string) => string>> = {
  businessItem: (value) => value,
  insuredName: maskName,
  contactPhone: maskPhone,
  idNumber: maskIdNumber,
  caseNumber: (value) => value,
  policyNumber: (value) => value,
  priority: (value) => value,
}

/** 优先 in a comparison. */
export const priorityWord = (priority: boolean): string | null => (priority ? 'true' : null)

/** What differs, personal data masked: two names that look alike masked still are a change. */
export function changesBetween(before: PlainFields, after: PlainFields): FieldChange[] {
  const fields = Object.keys(shown) as FieldChange['field'][]
  const mask = (field: FieldChange['field'], value: string | null) =>
    value === null ? null : shown[field](value)
  return fields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({
      field,
      from: mask(field, before[field]),
      to: mask(field, after[field]),
    }))
}
