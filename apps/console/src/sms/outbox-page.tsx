import { CopyOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { SmsMessage } from '@veridesk/contract/sms'
import { App, Button, Skeleton, Table, Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { outboxQuery } from '../api/queries.ts'
import { dateTime } from '../format/date-time.ts'
import { LoadError } from '../parts/load-error.tsx'
import { Page } from '../parts/page.tsx'
import { SmsStatusMark } from './sms-status-mark.tsx'
import { splitLinks } from './split-links.ts'
import styles from './outbox-page.module.css'

/** 短信发件箱: what the simulated carrier was given, so that a demo needs no phone. */
export function OutboxPage() {
  const { t } = useTranslation()
  const outbox = useQuery(outboxQuery)
  return (
    <Page
      title={t('outbox.title')}
      actions={<span className={styles.lead}>{t('outbox.lead')}</span>}
    >
      <section className={styles.card}>
        {outbox.error && !outbox.data ? (
          <LoadError error={outbox.error} onRetry={() => void outbox.refetch()} />
        ) : !outbox.data ? (
          <Skeleton active className={styles.skeleton ?? ''} paragraph={{ rows: 6 }} />
        ) : (
          <Table<SmsMessage>
            rowKey="id"
            size="middle"
            pagination={false}
            dataSource={outbox.data.items}
            locale={{ emptyText: t('outbox.empty') }}
            columns={[
              { title: t('outbox.at'), dataIndex: 'createdAt', width: 168, render: dateTime },
              { title: t('outbox.phone'), dataIndex: 'phone', width: 130 },
              {
                title: t('outbox.text'),
                dataIndex: 'text',
                render: (text: string) => <Text text={text} />,
              },
              {
                title: t('orders.taskNumber'),
                dataIndex: 'taskNumber',
                width: 150,
                render: (value: string | null) => value ?? '-',
              },
              {
                title: t('outbox.status'),
                dataIndex: 'status',
                width: 110,
                render: (status: SmsMessage['status']) => <SmsStatusMark status={status} />,
              },
            ]}
          />
        )}
      </section>
    </Page>
  )
}

/** The message with its link to open or copy. */
function Text({ text }: { readonly text: string }) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const copy = async (link: string) => {
    await navigator.clipboard.writeText(link)
    void message.success(t('common.copied'))
  }
  return (
    <>
      {splitLinks(text).map((part, at) =>
        part.link ? (
          // Parts of one unchanging text: the place is the identity.
          <span key={at} className={styles.link}>
            <a href={part.text} target="_blank" rel="noopener noreferrer">
              {part.text}
            </a>
            {isSecureContext && (
              <Tooltip title={t('outbox.copyLink')}>
                <Button
                  size="small"
                  type="text"
                  icon={<CopyOutlined />}
                  aria-label={t('outbox.copyLink')}
                  onClick={() => void copy(part.text)}
                />
              </Tooltip>
            )}
          </span>
        ) : (
          part.text
        ),
      )}
    </>
  )
}
