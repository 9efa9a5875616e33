import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import { App, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { recordsQuery } from '../api/queries.ts'
import { useErrorText } from '../i18n/error-text.ts'
import { ReasonButton } from '../parts/reason-button.tsx'
import { useCan } from '../session/me-context.ts'
import { useUnsent } from './use-unsent.ts'
import styles from './info-tab.module.css'

const longest = 1000

/** 添加备注 (manual 3.13): what is submitted stands in 处理记录. */
export function RemarkBox({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const mayAdd = useCan('remark.add')
  const { remark, keep } = useUnsent(orderId)
  const text = remark.replace(/[^\P{Cc}\n\r\t]+/gu, ' ').trim()
  const add = useMutation({
    mutationFn: () =>
      call('POST /api/work-orders/:id/remarks', { params: { id: orderId }, body: { text } }),
    onSuccess: () => {
      keep({ remark: '' })
      void client.invalidateQueries({ queryKey: recordsQuery(orderId).queryKey })
      void message.success(t('order.remarkAdded'))
    },
    onError: (error) => {
      const { title, next } = errorText(error)
      void message.error(`${title}${next}`)
    },
  })
  if (!mayAdd) return null
  return (
    <section className={styles.part} aria-label={t('order.addRemark')}>
      <h2 className={styles.title}>{t('order.addRemark')}</h2>
      <Input.TextArea
        aria-label={t('records.remark')}
        placeholder={t('order.remarkHint')}
        value={remark}
        maxLength={longest}
        showCount
        autoSize={{ minRows: 2, maxRows: 8 }}
        disabled={add.isPending}
        onChange={(event) => keep({ remark: event.target.value })}
      />
      <div>
        <ReasonButton
          reason={text === '' ? t('order.remarkEmpty') : null}
          loading={add.isPending}
          onClick={() => add.mutate()}
        >
          {t('order.submitRemark')}
        </ReasonButton>
      </div>
    </section>
  )
}
