import { useQuery } from '@tanstack/react-query'
import type { WorkOrder } from '@veridesk/contract/work-orders'
import { App, Form } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { recordsQuery } from '../api/queries.ts'
import { useErrorText } from '../i18n/error-text.ts'
import { useMe } from '../session/me-context.ts'
import { toFields, type Typed } from './fields.ts'
import { reasonAgainstSave } from './order-actions.ts'
import { OrderActions } from './order-actions-bar.tsx'
import { drafted, foreignChanges, isStale, reapplied } from './order-draft.ts'
import { OrderFacts } from './order-facts.tsx'
import { OrderForm } from './order-form.tsx'
import { RemarkBox } from './remark-box.tsx'
import { SmsPanel } from './sms-panel.tsx'
import { StaleDialog } from './stale-dialog.tsx'
import { useRefusedFields } from './use-refused-fields.ts'
import { useSaveOrder } from './use-save-order.ts'
import { useUnsent } from './use-unsent.ts'
import styles from './info-tab.module.css'

interface Props {
  readonly order: WorkOrder
  readonly narrow: boolean
}

/** 工单信息: the order, to be edited while it is open; remarks; what can be done with it (manual 3.4, 3.13). */
export function InfoTab({ order, narrow }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const showRefused = useRefusedFields()
  const [form] = Form.useForm<Typed>()
  const [deciding, setDeciding] = useState(false)
  const { draft, keep } = useUnsent(order.id)
  const stale = isStale(draft, order)
  const records = useQuery({ ...recordsQuery(order.id), enabled: stale })
  const editable = reasonAgainstSave(order, me, true) === null
  const inForm = () => toFields(form.getFieldsValue(true) as Typed)

  const save = useSaveOrder({
    onSaved: (saved) => {
      // What was typed while it was being saved is a new edit.
      keep({ draft: drafted(null, saved, inForm()) })
      void message.success(t('order.saved'))
    },
    onStale: () => setDeciding(true),
    onRefused: (error) => {
      const { title, next } = errorText(error)
      showRefused(form, error)
      void message.error(`${title}${next}`)
    },
  })
  const submit = () => {
    // Enter may follow the last letter sooner than the page is drawn anew.
    const typed = drafted(draft, order, inForm())
    if (typed && !save.isPending) save.mutate({ order, draft: typed })
  }
  const changedBy =
    stale && draft
      ? foreignChanges(draft, order, records.data?.operations ?? []).find(({ by }) => by)?.by?.actor
      : null
  const takeTheirs = () => {
    keep({ draft: null })
    setDeciding(false)
    void message.info(t('stale.taken'))
  }
  const reapply = () => {
    if (draft) keep({ draft: reapplied(draft, order) })
    setDeciding(false)
    void message.info(t('stale.reapplied'))
  }
  return (
    <div className={styles.info}>
      {editable ? (
        <OrderForm
          order={order}
          form={form}
          narrow={narrow}
          changedBy={changedBy ?? null}
          onSubmit={submit}
          onLookAtTheirs={() => setDeciding(true)}
        />
      ) : (
        <OrderFacts order={order} narrow={narrow} />
      )}
      <SmsPanel order={order} narrow={narrow} />
      <RemarkBox orderId={order.id} />
      <OrderActions
        order={order}
        changed={draft !== null}
        saving={save.isPending}
        onSave={() => form.submit()}
      />
      {deciding && draft && stale && (
        <StaleDialog
          order={order}
          draft={draft}
          onTakeTheirs={takeTheirs}
          onReapply={reapply}
          onClose={() => setDeciding(false)}
        />
      )}
    </div>
  )
}
