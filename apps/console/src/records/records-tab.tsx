import { useQuery } from '@tanstack/react-query'
import type { Photo } from '@veridesk/contract/photos'
import type { OperationRecord } from '@veridesk/contract/work-orders'
import { Skeleton, Table } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { recordsQuery } from '../api/queries.ts'
import { dateTime } from '../format/date-time.ts'
import { fileSize } from '../format/size.ts'
import { LoadError } from '../parts/load-error.tsx'
import { CallRecords } from './call-records.tsx'
import styles from './records-tab.module.css'

interface Props {
  readonly workOrderId: string
  readonly narrow: boolean
}

/** 处理记录 (manual 3.14): calls, operations, uploads. */
export function RecordsTab({ workOrderId, narrow }: Props) {
  const { t } = useTranslation()
  const records = useQuery(recordsQuery(workOrderId))
  if (records.error && !records.data)
    return <LoadError error={records.error} onRetry={() => void records.refetch()} />
  if (!records.data) return <Skeleton active paragraph={{ rows: 8 }} />
  const { calls, operations, uploads } = records.data
  return (
    <div className={styles.records}>
      <Part title={t('records.calls')}>
        <CallRecords calls={calls} narrow={narrow} />
      </Part>
      <Part title={t('records.operations')}>
        <Table<OperationRecord>
          rowKey="id"
          size="small"
          pagination={operations.length > 20 && { pageSize: 20, showSizeChanger: false }}
          dataSource={operations}
          locale={{ emptyText: t('records.noOperations') }}
          columns={[
            {
              title: t('records.action'),
              dataIndex: 'action',
              render: (action: OperationRecord['action']) => t(`records.actions.${action}`),
            },
            { title: t('records.at'), dataIndex: 'at', render: dateTime },
            { title: t('records.actor'), dataIndex: 'actor' },
          ]}
        />
      </Part>
      <Part title={t('records.uploads')}>
        <Table<Photo>
          rowKey="id"
          size="small"
          pagination={uploads.length > 20 && { pageSize: 20, showSizeChanger: false }}
          dataSource={uploads}
          locale={{ emptyText: t('records.noUploads') }}
          columns={[
            {
              title: t('records.photo'),
              dataIndex: 'source',
              render: (source: Photo['source']) => t(`photos.source.${source}`),
            },
            {
              title: t('records.size'),
              render: (_, photo) => `${photo.width}×${photo.height} · ${fileSize(photo.bytes)}`,
            },
            { title: t('records.uploadedAt'), dataIndex: 'takenAt', render: dateTime },
            { title: t('records.uploadedBy'), dataIndex: 'takenBy' },
          ]}
        />
      </Part>
    </div>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className={styles.title}>{title}</h2>
      {children}
    </section>
  )
}
