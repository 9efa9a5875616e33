import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import { Alert, App, Button, Drawer, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys, workOrderQuery } from '../api/queries.ts'
import { useErrorText } from '../i18n/error-text.ts'
import { toFields, toRequest, type Typed } from './fields.ts'
import { OrderFields } from './order-fields.tsx'
import { useRefusedFields } from './use-refused-fields.ts'
import styles from './create-drawer.module.css'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
}

/** 新建工单 (manual 3.4): creating sends the SMS at once. */
export function CreateDrawer({ open, onClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const showRefused = useRefusedFields()

  const create = useMutation({
    mutationFn: (typed: Typed) =>
      call('POST /api/work-orders', { body: toRequest(toFields(typed)) }),
    onSuccess: (order) => {
      client.setQueryData(workOrderQuery(order.id).queryKey, order)
      void client.invalidateQueries({ queryKey: keys.workOrders })
      void message.success(t('create.created', { taskNumber: order.taskNumber }))
      onClose()
    },
    onError: (error) => showRefused(form, error),
  })
  const close = () => {
    if (!create.isPending) onClose()
  }
  return (
    <Drawer
      open={open}
      onClose={close}
      afterOpenChange={(shown) => {
        if (shown) return
        form.resetFields()
        create.reset()
      }}
      size={480}
      title={t('create.title')}
      // What was typed is not lost by a click beside the drawer.
      mask={{ closable: false }}
      footer={
        <div className={styles.footer}>
          <Button onClick={close}>{t('common.cancel')}</Button>
          <Button type="primary" loading={create.isPending} onClick={() => form.submit()}>
            {t('common.confirm')}
          </Button>
        </div>
      }
    >
      {create.error && (
        <Alert
          className={styles.error ?? ''}
          type="error"
          showIcon
          role="alert"
          title={errorText(create.error).title}
          description={errorText(create.error).next}
        />
      )}
      <Form<Typed>
        form={form}
        layout="vertical"
        scrollToFirstError
        onFinish={(typed) => {
          if (!create.isPending) create.mutate(typed)
        }}
      >
        <OrderFields />
        {/* The button that Enter presses; 确定 stands in the footer, outside the form. */}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </Drawer>
  )
}
