import type { WorkOrder } from '@veridesk/contract/work-orders'
import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Form, Input, type FormInstance } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { businessTypesQuery } from '../api/queries.ts'
import { toFields, toTyped, type Typed } from './fields.ts'
import { drafted, fieldsOf, isStale, type Fields } from './order-draft.ts'
import { OrderFields } from './order-fields.tsx'
import { useUnsent } from './use-unsent.ts'
import styles from './order-form.module.css'

interface Props {
  readonly order: WorkOrder
  readonly form: FormInstance<Typed>
  readonly narrow: boolean
  /** Who else changed the order during this edit; null where no record tells. */
  readonly changedBy: string | null
  readonly onSubmit: () => void
  readonly onLookAtTheirs: () => void
}

/** 业务信息 to be edited (manual 3.4): shows what is saved, or what was typed and is not saved yet. */
export function OrderForm(props: Props) {
  const { order, form, narrow, changedBy, onSubmit, onLookAtTheirs } = props
  const { t } = useTranslation()
  const { draft, keep } = useUnsent(order.id)
  const types = useQuery(businessTypesQuery).data?.items
  const shown = draft?.typed ?? fieldsOf(order)
  const shownKey = JSON.stringify(shown)
  useEffect(
    () => fill(form, toTyped(JSON.parse(shownKey) as Fields, types ?? [])),
    [form, shownKey, types],
  )
  // What is kept in spite of a wrong date or check digit says so before anybody touches it.
  useEffect(() => {
    if (order.idNumberDoubtful) void form.validateFields(['idNumber'])
  }, [form, order.idNumberDoubtful])
  return (
    <section className={styles.part} aria-label={t('order.business')}>
      {isStale(draft, order) && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={changedBy ? t('stale.notice', { who: changedBy }) : t('stale.noticeUnnamed')}
          action={
            <Button size="small" onClick={onLookAtTheirs}>
              {t('stale.look')}
            </Button>
          }
        />
      )}
      <h2 className={styles.title}>{t('order.business')}</h2>
      <Form<Typed>
        form={form}
        className={narrow ? styles.narrow : styles.wide}
        layout="vertical"
        scrollToFirstError
        initialValues={toTyped(shown, types ?? [])}
        onValuesChange={(_, typed: Typed) =>
          keep({ draft: drafted(draft, order, toFields(typed)) })
        }
        onFinish={onSubmit}
      >
        <Form.Item label={t('orders.taskNumber')}>
          <Input
            value={order.taskNumber}
            readOnly
            variant="filled"
            aria-label={t('orders.taskNumber')}
          />
        </Form.Item>
        <OrderFields
          kept={{ id: order.businessItemId, type: order.businessType, item: order.businessItem }}
        />
        {/* The button that Enter presses; 保存 stands below, outside the form. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </section>
  )
}

/** Sets the fields that differ, so that the caret of the one being typed in stays. */
function fill(form: FormInstance<Typed>, wanted: Typed): void {
  const now = toFields(form.getFieldsValue(true) as Typed)
  const then = toFields(wanted)
  const { business, ...texts } = wanted
  const nowType = (form.getFieldValue('business') as readonly string[] | undefined)?.[0]
  if (now.businessItem !== then.businessItem || nowType !== business?.[0])
    form.setFieldValue('business', business)
  for (const [name, value] of Object.entries(texts) as [
    Exclude<keyof Typed, 'business'>,
    string | boolean,
  ][])
    if (now[name] !== then[name]) form.setFieldValue(name, value)
}
