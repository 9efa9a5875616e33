import type { SessionState } from '@veridesk/call-client'
import { useTranslation } from 'react-i18next'
import styles from './quality-mark.module.css'

const bars = { good: 3, fair: 2, poor: 1, lost: 0, unknown: 0 } as const

/** 网络: bars and a word. */
export function QualityMark({ session }: { readonly session: SessionState | null }) {
  const { t } = useTranslation()
  const quality =
    session?.phase === 'reconnecting' && session.reconnectingSince !== null
      ? 'lost'
      : (session?.quality ?? 'unknown')
  return (
    <span className={`${styles.mark} ${styles[quality]}`}>
      <span className={styles.name}>{t('call.network')}</span>
      <span className={styles.bars} aria-hidden>
        {[1, 2, 3].map((bar) => (
          <i key={bar} data-lit={bar <= bars[quality]} />
        ))}
      </span>
      {t(`call.quality.${quality}`)}
    </span>
  )
}
