import { useQuery } from '@tanstack/react-query'
import { callableStatuses } from '@veridesk/contract/states'
import { AutoComplete, Button, Form, Input } from 'antd'
import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { workOrdersQuery } from '../api/queries.ts'
import { RefusalAlert } from './refusal-alert.tsx'
import { useGiveOrder } from './use-give-order.ts'

interface Typed {
  readonly taskNumber: string
}

/** Shorter beginnings find too much to choose from. */
const searchFrom = 3

/** 关联工单 in the call: by its task number, or chosen among the open orders that a search finds. */
export function WalkInLink({ callId }: { readonly callId: string }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const search = useDeferredValue(typed.trim())
  const found = useQuery({
    ...workOrdersQuery({ search }),
    enabled: search.length >= searchFrom,
  })
  const open = (found.data?.items ?? []).filter(({ status }) => callableStatuses.includes(status))
  const give = useGiveOrder(callId, () => undefined)
  return (
    <Form<Typed>
      layout="vertical"
      onFinish={({ taskNumber }) => {
        if (!give.isPending) give.mutate({ link: { taskNumber: taskNumber.trim() } })
      }}
    >
      {give.error && <RefusalAlert error={give.error} />}
      <Form.Item<Typed>
        name="taskNumber"
        label={t('walkIn.taskNumber')}
        validateTrigger="onSubmit"
        rules={[
          { required: true, pattern: /^\s*\d{1,20}\s*$/, message: t('walkIn.taskNumberMissing') },
        ]}
      >
        <AutoComplete
          options={open.map((order) => ({
            value: order.taskNumber,
            label: [
              order.taskNumber,
              `${order.businessType} / ${order.businessItem}`,
              order.insuredName,
              order.contactPhone,
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
          onSearch={setTyped}
        >
          <Input placeholder={t('walkIn.taskNumberHint')} autoComplete="off" maxLength={60} />
        </AutoComplete>
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={give.isPending}>
        {t('walkIn.link')}
      </Button>
    </Form>
  )
}
