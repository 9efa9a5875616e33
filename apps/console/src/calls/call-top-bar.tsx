import { LeftOutlined } from '@ant-design/icons'
import type { SessionState } from '@veridesk/call-client'
import type { CallDetail } from '@veridesk/contract/calls'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { clock, secondsSince } from '../format/duration.ts'
import { paths } from '../paths.ts'
import { QualityMark } from './quality-mark.tsx'
import styles from './call-top-bar.module.css'

interface Props {
  readonly detail: CallDetail | null
  readonly session: SessionState | null
  readonly now: number
}

/** Which order this is about, for how long, over which network, and that it is recorded. */
export function CallTopBar({ detail, session, now }: Props) {
  const { t } = useTranslation()
  return (
    <div className={styles.bar}>
      <Link to={paths.workOrders} className={styles.back}>
        <LeftOutlined aria-hidden /> {t('common.back')}
      </Link>
      {detail && (
        <>
          <h1 className={styles.title}>
            {t('call.order', { taskNumber: detail.taskNumber ?? '-' })}
            {` · ${detail.businessType} / ${detail.businessItem}`}
            {detail.insuredName && ` · ${detail.insuredName}`}
            {detail.walkInPhone && ` · ${t('walkIn.phone', { phone: detail.walkInPhone })}`}
          </h1>
          <div className={styles.facts}>
            <span data-testid="call-duration">
              {t('call.duration', {
                clock: clock(detail.answeredAt ? secondsSince(detail.answeredAt, now) : 0),
              })}
            </span>
            <QualityMark session={session} />
            {detail.media?.recording && (
              <span className={styles.recording}>
                <span className={styles.dot} aria-hidden />
                {t('call.recording')}
              </span>
            )}
          </div>
        </>
      )}
    </div>
  )
}
