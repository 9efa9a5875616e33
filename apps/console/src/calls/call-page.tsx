import { useQuery } from '@tanstack/react-query'
import { Button, Result, Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { Navigate, useNavigate, useParams } from 'react-router'
import { callQuery } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import { LoadError } from '../parts/load-error.tsx'
import { paths } from '../paths.ts'
import { useMe } from '../session/me-context.ts'
import { useOwnCall } from './own-call-context.ts'
import { WalkInPanel } from './walk-in-panel.tsx'
import styles from './call-page.module.css'

/** A call's address where this window does not hold the call: held elsewhere, coming back, or over. */
export function CallPage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const navigate = useNavigate()
  const { elsewhere, resume } = useOwnCall()
  const { agent } = useMe()
  const detail = useQuery(callQuery(id))
  useTopic(`call:${id}`)
  if (detail.error && !detail.data)
    return <LoadError error={detail.error} onRetry={() => void detail.refetch()} />
  if (detail.data?.status === 'ended')
    return detail.data.workOrderId ? (
      <Navigate to={paths.workOrder(detail.data.workOrderId)} replace />
    ) : (
      <>
        <Result
          title={t(detail.data.walkInPhone ? 'walkIn.later' : 'call.ended')}
          extra={
            <Button onClick={() => void navigate(paths.workOrders)}>{t('common.toList')}</Button>
          }
        />
        {/* Of an agent's own call alone: nobody else may give it an order. */}
        {agent && detail.data.walkInPhone && detail.data.answeredAt && (
          <div className={styles.walkIn}>
            <WalkInPanel detail={detail.data} />
          </div>
        )}
      </>
    )
  if (elsewhere?.callId === id)
    return (
      <Result
        status="info"
        title={t('call.elsewhere')}
        subTitle={t('call.elsewhereNext')}
        extra={
          elsewhere.free && (
            <Button type="primary" onClick={resume}>
              {t('call.toCall')}
            </Button>
          )
        }
      />
    )
  return <Spin className={styles.spin ?? ''} size="large" aria-label={t('common.loading')} />
}
