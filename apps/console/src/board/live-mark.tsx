import { useTranslation } from 'react-i18next'
import { useConnected } from '../api/realtime.tsx'
import { onTheWall } from '../format/date-time.ts'
import { StatusMark } from '../parts/status-mark.tsx'
import styles from './board.module.css'

interface Props {
  /** When the board was read last, milliseconds; 0: never. */
  readonly readAt: number
  /** The last attempt to read it failed. */
  readonly failed: boolean
}

/** Whether what one sees is now, or of when it is. */
export function LiveMark({ readAt, failed }: Props) {
  const { t } = useTranslation()
  const connected = useConnected()
  if (readAt === 0) return null
  return (
    <span role="status" className={styles.live}>
      {connected && !failed ? (
        <StatusMark tone="green">{t('board.live')}</StatusMark>
      ) : (
        <StatusMark tone="red">{t('board.notLive', { time: onTheWall(readAt).time })}</StatusMark>
      )}
    </span>
  )
}
