import { PhoneOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { MediaError } from '@veridesk/call-client'
import type { Ring } from '@veridesk/contract/accounts'
import { call } from '@veridesk/contract/api-client'
import { Alert, App, Button } from 'antd'
import { useEffect, useRef, useState, useSyncExternalStore, type MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { meQuery } from '../api/queries.ts'
import type { OwnCall } from '../calls/own-call.ts'
import { useOwnCall } from '../calls/own-call-context.ts'
import { clock, secondsSince } from '../format/duration.ts'
import { useErrorText } from '../i18n/error-text.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import { PriorityMark } from '../work-orders/priority-mark.tsx'
import { useReadyCall } from './use-ready-call.ts'
import styles from './ring-card.module.css'

interface Props {
  readonly ring: Ring
  readonly who: string
  readonly business: string
  readonly now: number
}

/** Focus goes to 接听 while the person may be typing: a key meant for a field must not take the call. */
const keyGuardMs = 800

/** Who, which order, what about, waited how long, why me; 接听 and 拒接. */
export function RingCard({ ring, who, business, now }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const { answer, answering, ready } = useOwnCall()
  const { problem, willAsk, take } = useReadyCall(ring.callId)
  const accept = useRef<HTMLButtonElement>(null)
  const [shownAt] = useState(() => performance.now())
  useEffect(() => accept.current?.focus(), [])

  const refused = (error: unknown) => {
    if (error instanceof MediaError) void message.error(t(`device.${error.problem}`), 8)
    else void message.error(Object.values(errorText(error)).join(''))
    void client.invalidateQueries({ queryKey: meQuery.queryKey })
  }
  const decline = useMutation({
    mutationFn: () => call('POST /api/calls/:id/decline', { params: { id: ring.callId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: meQuery.queryKey }),
    onError: refused,
  })
  const onAccept = (event: MouseEvent) => {
    const byKey = event.detail === 0
    if (byKey && performance.now() - shownAt < keyGuardMs) return
    answer(ring.callId, {
      ready: take(),
      microphoneFirst: willAsk,
    }).catch(refused)
  }
  return (
    <section role="dialog" aria-label={t('ring.title')} className={styles.card}>
      <p className={styles.head}>
        <span className={styles.bell} aria-hidden>
          <PhoneOutlined />
        </span>
        {t('ring.title')}
        <span className={styles.why}>{t(`ring.why.${ring.rule}`)}</span>
      </p>
      <p className={styles.who}>
        {who} {ring.priority && <PriorityMark />}
      </p>
      <p className={styles.what}>{business}</p>
      <p className={styles.order}>
        {t('call.order', { taskNumber: ring.taskNumber ?? '-' })}
        {ring.caseNumber && ` · ${t('ring.caseNumber', { value: ring.caseNumber })}`}
      </p>
      <p className={styles.waited}>
        {t('ring.waited', { clock: clock(secondsSince(ring.queuedAt, now)) })}
      </p>
      {ready && <OwnPreview call={ready} />}
      {problem && <Alert type="error" showIcon title={t(`device.${problem}`)} />}
      <div className={styles.actions}>
        <Button
          size="large"
          loading={decline.isPending}
          disabled={answering !== null}
          onClick={() => decline.mutate()}
        >
          {t('ring.decline')}
        </Button>
        <ReasonButton
          ref={accept}
          size="large"
          type="primary"
          className={styles.accept ?? ''}
          reason={problem && t(`device.${problem}`)}
          loading={answering === ring.callId}
          onClick={onAccept}
        >
          {t('ring.accept')}
        </ReasonButton>
      </div>
    </section>
  )
}

/** What the customer will see of the agent; nothing while there is no picture. */
function OwnPreview({ call: own }: { readonly call: OwnCall }) {
  const { t } = useTranslation()
  const { local, cameraOn } = useSyncExternalStore(own.subscribe, own.getState)
  const video = useRef<HTMLVideoElement>(null)
  useEffect(() => {
    if (video.current && cameraOn) video.current.srcObject = local?.stream ?? null
  }, [local, cameraOn])
  return cameraOn ? (
    <video
      ref={video}
      className={styles.preview}
      autoPlay
      muted
      playsInline
      aria-label={t('call.ownPicture')}
    />
  ) : null
}
