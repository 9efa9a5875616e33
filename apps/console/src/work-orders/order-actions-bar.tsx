import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { WorkOrder } from '@veridesk/contract/work-orders'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys, workOrderQuery } from '../api/queries.ts'
import { useNow } from '../api/use-now.ts'
import { useCodeText, useErrorText } from '../i18n/error-text.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import { useMe } from '../session/me-context.ts'
import {
  coolDownSeconds,
  reasonAgainstRevoke,
  reasonAgainstSave,
  reasonAgainstSms,
} from './order-actions.ts'
import styles from './order-actions-bar.module.css'

interface Props {
  readonly order: WorkOrder
  /** Something is there to be saved. */
  readonly changed: boolean
  readonly saving: boolean
  readonly onSave: () => void
}

/** 保存, 撤销 and 发送短信 (manual 3.3–3.5); only what this person may do at all. */
export function OrderActions({ order, changed, saving, onSave }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const client = useQueryClient()
  const codeText = useCodeText()
  const errorText = useErrorText()
  const { message, modal } = App.useApp()
  const now = useNow(order.sms.nextAllowedAt !== null)

  const took = (changed: WorkOrder, sentence: string) => {
    client.setQueryData(workOrderQuery(order.id).queryKey, changed)
    void client.invalidateQueries({ queryKey: keys.workOrders })
    void message.success(sentence)
  }
  const refused = (error: unknown) => {
    const { title, next } = errorText(error)
    void message.error(`${title}${next}`)
    void client.invalidateQueries({ queryKey: keys.workOrder(order.id) })
  }
  const params = { id: order.id }
  const sms = useMutation({
    mutationFn: () => call('POST /api/work-orders/:id/sms', { params }),
    onSuccess: (changed) => took(changed, t('order.smsSent')),
    onError: refused,
  })
  const revoke = useMutation({
    mutationFn: () =>
      call('POST /api/work-orders/:id/revoke', { params, body: { version: order.version } }),
    onSuccess: (changed) => took(changed, t('order.revoked')),
    onError: refused,
  })

  const againstRevoke = reasonAgainstRevoke(order, me)
  const againstSms = reasonAgainstSms(order, me, now)
  const seconds = coolDownSeconds(order, now)
  const againstSave = reasonAgainstSave(order, me, changed)
  const askRevoke = () =>
    void modal.confirm({
      title: t('order.revoke'),
      content: t('order.revokeAsk'),
      okText: t('common.confirm'),
      cancelText: t('common.cancel'),
      okButtonProps: { danger: true },
      onOk: () => revoke.mutateAsync().catch(() => undefined),
    })
  const shown = [againstSave, againstRevoke, againstSms].some((reason) => reason !== 'forbidden')
  if (!shown) return null
  return (
    <div className={styles.actions} role="group" aria-label={t('orders.actions')}>
      {againstSave !== 'forbidden' && (
        <ReasonButton
          type="primary"
          reason={
            againstSave &&
            (againstSave === 'unchanged' ? t('order.unchanged') : codeText(againstSave))
          }
          loading={saving}
          onClick={onSave}
        >
          {t('order.save')}
        </ReasonButton>
      )}
      {againstRevoke !== 'forbidden' && (
        <ReasonButton
          danger
          reason={againstRevoke && codeText(againstRevoke)}
          loading={revoke.isPending}
          onClick={askRevoke}
        >
          {t('order.revoke')}
        </ReasonButton>
      )}
      {againstSms !== 'forbidden' && (
        <ReasonButton
          reason={againstSms && codeText(againstSms)}
          loading={sms.isPending}
          onClick={() => sms.mutate()}
        >
          {t('order.sendSms')}
        </ReasonButton>
      )}
      {againstSms === 'sms_cooling_down' && (
        <span className={styles.hint}>{t('order.coolingDown', { seconds })}</span>
      )}
      {changed && <span className={styles.unsaved}>{t('order.unsaved')}</span>}
    </div>
  )
}
