import { useQuery } from '@tanstack/react-query'
import type { CallDetail } from '@veridesk/contract/calls'
import { Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { businessTypesQuery } from '../api/queries.ts'
import { RefusalAlert } from './refusal-alert.tsx'
import { toFields, toRequest, type Typed } from '../work-orders/fields.ts'
import { OrderFields } from '../work-orders/order-fields.tsx'
import { useRefusedFields } from '../work-orders/use-refused-fields.ts'
import { useGiveOrder } from './use-give-order.ts'

/** 新建工单 in the call: the matter that the customer chose stands there already, and so does the phone. */
export function WalkInCreate({ detail }: { readonly detail: CallDetail }) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const types = useQuery(businessTypesQuery)
  const showRefused = useRefusedFields()
  const give = useGiveOrder(detail.id, (error) => showRefused(form, error))
  if (!types.data) return null
  const type = types.data.items.find(({ items }) =>
    items.some(({ id }) => id === detail.businessItemId),
  )
  return (
    <Form<Typed>
      form={form}
      layout="vertical"
      scrollToFirstError
      initialValues={type ? { business: [type.id, detail.businessItemId] } : {}}
      onFinish={(typed) => {
        const { contactPhone, ...rest } = toRequest(toFields(typed))
        if (give.isPending) return
        give.mutate({ create: { ...rest, ...(contactPhone ? { contactPhone } : {}) } })
      }}
    >
      {give.error && <RefusalAlert error={give.error} />}
      <OrderFields {...(detail.walkInPhone ? { ownPhone: detail.walkInPhone } : {})} />
      <p>{t('walkIn.createHint')}</p>
      <Button type="primary" htmlType="submit" loading={give.isPending}>
        {t('walkIn.create')}
      </Button>
    </Form>
  )
}
