import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { CallRecord } from '@veridesk/contract/calls'
import { dispositionReasons } from '@veridesk/contract/states'
import { Alert, App, Button, Form, Input, Modal, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { callQuery, keys } from '../api/queries.ts'
import { dateTime } from '../format/date-time.ts'
import { clock } from '../format/duration.ts'
import { codeOf, useErrorText } from '../i18n/error-text.ts'
import { toDisposition, type TypedDisposition } from './disposition-input.ts'
import styles from './disposition-dialog.module.css'

interface Props {
  readonly callId: string
  readonly onFilled: (record: CallRecord) => void
  readonly onLater: () => void
  readonly laterText: string
}

/** 通话状态: 正常完成, or 非正常完成 with its reason (manual 3.12). */
export function DispositionDialog({ callId, onFilled, onLater, laterText }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const [form] = Form.useForm<TypedDisposition>()
  const outcome = Form.useWatch('outcome', form)

  // The order's pages learn of it from the socket.
  const refresh = () => {
    void client.invalidateQueries({ queryKey: keys.me })
    void client.invalidateQueries({ queryKey: keys.call(callId) })
  }
  const fill = useMutation({
    mutationFn: (typed: TypedDisposition) =>
      call('PUT /api/calls/:id/disposition', {
        params: { id: callId },
        body: toDisposition(typed),
      }),
    onSuccess: (record) => {
      refresh()
      void message.success(t('disposition.filled'))
      onFilled(record)
    },
    onError: (error) => {
      // Another window was faster.
      if (codeOf(error) === 'disposition_filled') refresh()
    },
  })
  return (
    <Modal
      open
      title={t('disposition.title')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      width={480}
      // Nothing moves under a hand that wants the next call soon.
      transitionName=""
      maskTransitionName=""
      footer={
        <div className={styles.footer}>
          <Button type="text" disabled={fill.isPending} onClick={onLater}>
            {laterText}
          </Button>
          <Button type="primary" loading={fill.isPending} onClick={() => form.submit()}>
            {t('disposition.submit')}
          </Button>
        </div>
      }
    >
      <Lead callId={callId} />
      {fill.error && (
        <Alert
          className={styles.error ?? ''}
          type="error"
          showIcon
          role="alert"
          title={errorText(fill.error).title}
          description={errorText(fill.error).next}
        />
      )}
      <Form<TypedDisposition>
        form={form}
        layout="vertical"
        requiredMark={false}
        onFinish={(typed) => {
          if (!fill.isPending) fill.mutate(typed)
        }}
      >
        <Form.Item<TypedDisposition>
          name="outcome"
          label={t('disposition.outcome')}
          rules={[{ required: true, message: t('disposition.outcomeMissing') }]}
        >
          <Radio.Group
            options={[
              { value: 'normal', label: t('disposition.normal') },
              { value: 'abnormal', label: t('disposition.abnormal') },
            ]}
          />
        </Form.Item>
        {outcome === 'abnormal' && (
          <Form.Item<TypedDisposition>
            name="reason"
            label={t('disposition.reason')}
            rules={[{ required: true, message: t('disposition.reasonMissing') }]}
          >
            <Radio.Group
              options={dispositionReasons.map((reason) => ({
                value: reason,
                label: t(`disposition.reasons.${reason}`),
              }))}
            />
          </Form.Item>
        )}
        <Form.Item<TypedDisposition> name="note" label={t('disposition.note')}>
          <Input.TextArea maxLength={500} autoSize={{ minRows: 2, maxRows: 5 }} />
        </Form.Item>
      </Form>
    </Modal>
  )
}

/** Which call this is about, and how it ended. */
function Lead({ callId }: { readonly callId: string }) {
  const { t } = useTranslation()
  const detail = useQuery(callQuery(callId)).data
  if (!detail) return <p className={styles.lead} />
  return (
    <p className={styles.lead}>
      {t('disposition.lead', {
        who: detail.insuredName ?? detail.walkInPhone ?? t('ring.unknown'),
        business: `${detail.businessType} / ${detail.businessItem}`,
        at: dateTime(detail.answeredAt ?? detail.queuedAt),
      })}
      <br />
      {t('call.duration', { clock: clock(detail.talkSeconds) })}
      {detail.endReason && ` · ${t(`endReason.${detail.endReason}`)}`}
    </p>
  )
}
