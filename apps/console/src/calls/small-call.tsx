import type { CallDetail } from '@veridesk/contract/calls'
import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { clock, secondsSince } from '../format/duration.ts'
import { paths } from '../paths.ts'
import styles from './small-call.module.css'

interface Props {
  readonly callId: string
  readonly detail: CallDetail | null
  readonly now: number
}

/** Under the small picture while the agent looks at another page: how long, and the way back. */
export function SmallCall({ callId, detail, now }: Props) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <div className={styles.foot}>
      <span>
        {t('call.mini')} {clock(detail?.answeredAt ? secondsSince(detail.answeredAt, now) : 0)}
      </span>
      <Button size="small" type="primary" onClick={() => void navigate(paths.call(callId))}>
        {t('call.toCall')}
      </Button>
    </div>
  )
}
