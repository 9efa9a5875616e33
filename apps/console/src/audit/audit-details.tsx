import type { AuditEntry } from '@veridesk/contract/audit'
import { useTranslation } from 'react-i18next'
import styles from './audit.module.css'

/** What an entry keeps besides its columns, as it was written. */
export function AuditDetails({ entry }: { readonly entry: AuditEntry }) {
  const { t } = useTranslation()
  const facts = [
    ...(entry.targetId ? [[t('audit.target'), entry.targetId] as const] : []),
    ...Object.entries(entry.details).map(([name, value]) => [name, written(value)] as const),
  ]
  if (facts.length === 0) return <p className={styles.none}>{t('audit.noDetails')}</p>
  return (
    <dl className={styles.details}>
      {facts.map(([name, value]) => (
        <div key={name} className={styles.fact}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
