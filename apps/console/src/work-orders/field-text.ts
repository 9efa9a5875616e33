import { useCallback } from 'react'
import { useTranslation } from 'react-i18next'
import type { Field } from './order-draft.ts'

const keys = {
  businessItem: 'orders.businessTypeAndItem',
  insuredName: 'orders.insuredName',
  contactPhone: 'orders.contactPhone',
  idNumber: 'orders.idNumber',
  caseNumber: 'orders.caseNumber',
  policyNumber: 'orders.policyNumber',
  priority: 'orders.priority',
} as const satisfies Readonly<Record<Field, string>>

/** A field's name as the form has it. */
export function useFieldText(): (field: Field) => string {
  const { t } = useTranslation()
  return useCallback((field) => t(keys[field]), [t])
}

/** A field's value as it stands in a record: a tick in words, nothing as such. */
export function useValueText(): (field: Field, value: string | null) => string {
  const { t } = useTranslation()
  return useCallback(
    (field, value) => {
      if (field === 'priority') return t(value === 'true' ? 'common.yes' : 'common.no')
      return value || t('records.empty')
    },
    [t],
  )
}
