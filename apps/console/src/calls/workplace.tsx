import { useQuery } from '@tanstack/react-query'
import { Alert, Button } from 'antd'
import { useRef, useState, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { callQuery } from '../api/queries.ts'
import { useNow } from '../api/use-now.ts'
import { CallControls } from './call-controls.tsx'
import { CallPanel } from './call-panel.tsx'
import { CallTopBar } from './call-top-bar.tsx'
import type { OwnCall } from './own-call.ts'
import { SmallCall } from './small-call.tsx'
import { Stage } from './stage.tsx'
import { stageNotice } from './stage-notice.ts'
import styles from './workplace.module.css'

interface Props {
  readonly own: OwnCall
  /** The agent is on another page: the call goes on in a corner. */
  readonly small: boolean
  /** It rings still. */
  readonly hidden: boolean
}

/** Drawing the order takes time from the one thread that also brings the first picture: it comes after, or now. */
const orderAfterMs = 1500

/** The call: the customer's picture, the controls, the order beside it (manual 3.7). */
export function Workplace({ own, small, hidden }: Props) {
  const { t } = useTranslation()
  const state = useSyncExternalStore(own.subscribe, own.getState)
  const detail = useQuery(callQuery(own.callId)).data ?? null
  const now = useNow()
  const video = useRef<HTMLVideoElement>(null)
  const [hadPicture, setHadPicture] = useState(false)
  const answeredAt = detail?.answeredAt ? Date.parse(detail.answeredAt) : Infinity
  const drawOrder = hadPicture || now - answeredAt >= orderAfterMs

  const participants = detail?.media?.participants ?? []
  const customer = participants.find((each) => each.role === 'customer') ?? null
  const notice = stageNotice({ phase: state.session?.phase ?? null, hadPicture, customer, now })
  return (
    <main
      className={small ? styles.small : styles.workplace}
      aria-label={t('call.label')}
      hidden={hidden}
    >
      {!small && <CallTopBar detail={detail} session={state.session} now={now} />}
      <div className={styles.body}>
        <div className={styles.left}>
          <Stage
            ref={video}
            state={state}
            notice={notice}
            onFirstPicture={() => setHadPicture(true)}
          />
          {!small && state.problem && (
            <Alert
              type="error"
              showIcon
              role="alert"
              title={t(`device.${state.problem}`)}
              action={
                <Button size="small" onClick={() => own.reopenDevices()}>
                  {t('call.retryMedia')}
                </Button>
              }
            />
          )}
          {!small && state.camera === 'none' && (
            <p className={styles.hint}>{t('device.noCamera')}</p>
          )}
          {small ? (
            <SmallCall callId={own.callId} detail={detail} now={now} />
          ) : (
            <CallControls
              own={own}
              state={state}
              video={video}
              hasOrder={detail === null || detail.workOrderId !== null}
              canShoot={hadPicture && notice === null}
            />
          )}
        </div>
        {!small && (
          <aside className={styles.panel}>
            {detail && drawOrder && <CallPanel detail={detail} />}
          </aside>
        )}
      </div>
    </main>
  )
}
