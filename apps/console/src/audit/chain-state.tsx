import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { auditChainQuery } from '../api/queries.ts'
import { clock } from '../format/duration.ts'
import { StatusMark } from '../parts/status-mark.tsx'
import { isBehind } from './chain-rules.ts'
import styles from './audit.module.css'

/** How far the chain is that makes a changed or removed entry visible. */
export function ChainState() {
  const { t } = useTranslation()
  const chain = useQuery(auditChainQuery).data
  if (!chain) return null
  const behind = isBehind(chain)
  return (
    <section className={styles.chain} aria-label={t('audit.chain')}>
      <span className={styles.chainName}>{t('audit.chain')}</span>
      <StatusMark tone={behind ? 'amber' : 'green'}>
        {t(behind ? 'audit.behind' : 'audit.upToDate')}
      </StatusMark>
      <span>{t('audit.chained', { count: chain.chained })}</span>
      {chain.waiting > 0 && (
        <>
          <span>{t('audit.waiting', { count: chain.waiting })}</span>
          <span>{t('audit.lag', { clock: clock(chain.lagSeconds) })}</span>
        </>
      )}
    </section>
  )
}
