import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { shownZone } from '../format/date-time.ts'
import styles from './list.module.css'

interface Props {
  /** Null: this is the first page. */
  readonly onPrevious: (() => void) | null
  /** Null: this is the last page. */
  readonly onNext: (() => void) | null
}

/** Keyset paging, and in which zone the times above stand. */
export function ListFoot({ onPrevious, onNext }: Props) {
  const { t } = useTranslation()
  return (
    <nav className={styles.foot} aria-label={t('lists.paging')}>
      <span className={styles.zone}>{t('lists.zone', { zone: shownZone() })}</span>
      {(onPrevious || onNext) && (
        <>
          <Button disabled={!onPrevious} onClick={() => onPrevious?.()}>
            {t('common.previousPage')}
          </Button>
          <Button disabled={!onNext} onClick={() => onNext?.()}>
            {t('common.nextPage')}
          </Button>
        </>
      )}
    </nav>
  )
}
