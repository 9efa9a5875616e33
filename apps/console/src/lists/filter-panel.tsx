import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './filters.module.css'

interface Field {
  readonly label: string
  readonly field: ReactNode
}

interface Props {
  readonly id: string
  readonly fields: readonly Field[]
}

/** 筛选: the fields of a list's filter, each taking effect at once. */
export function FilterPanel({ id, fields }: Props) {
  const { t } = useTranslation()
  return (
    <section id={id} className={styles.panel} aria-label={t('lists.filters')}>
      {fields.map(({ label, field }) => (
        <div key={label} className={styles.labelled}>
          <span className={styles.label} aria-hidden>
            {label}
          </span>
          {field}
        </div>
      ))}
    </section>
  )
}
