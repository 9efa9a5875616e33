import type { FieldChange } from '@veridesk/contract/work-orders'
import { useTranslation } from 'react-i18next'
import { useFieldText, useValueText } from '../work-orders/field-text.ts'
import styles from './records.module.css'

/** What an edit changed: field, old → new. */
export function Changes({ changes }: { readonly changes: readonly FieldChange[] }) {
  const { t } = useTranslation()
  const fieldText = useFieldText()
  const valueText = useValueText()
  if (changes.length === 0) return null
  return (
    <ul className={styles.changes}>
      {changes.map(({ field, from, to }) => (
        <li key={field}>
          {t('records.change', {
            field: fieldText(field),
            from: valueText(field, from),
            to: valueText(field, to),
          })}
        </li>
      ))}
    </ul>
  )
}
