import type { Photo } from '@veridesk/contract/photos'
import type { OperationRecord, Remark, WorkOrderRecords } from '@veridesk/contract/work-orders'
import { Button, Table, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../format/date-time.ts'
import { fileSize } from '../format/size.ts'
import { useActorName } from './actor-name.ts'
import { CallRecords } from './call-records.tsx'
import { Changes } from './changes.tsx'
import styles from './records.module.css'

interface Props {
  readonly records: WorkOrderRecords
  readonly narrow: boolean
  /** The call that is open at first. */
  readonly callId: string | null
  readonly onOpenPhoto: (id: string) => void
}

/** 处理记录 as the manual's tables (3.14). */
export function RecordTables({ records, narrow, callId, onOpenPhoto }: Props) {
  const { t } = useTranslation()
  const actorName = useActorName()
  const { calls, remarks, operations, uploads } = records
  return (
    <>
      <Part title={t('records.calls')}>
        <CallRecords calls={calls} narrow={narrow} openId={callId} />
      </Part>
      <Part title={t('records.remarks')}>
        <Rows<Remark>
          rows={remarks}
          empty={t('records.noRemarks')}
          columns={[
            {
              title: t('records.remark'),
              dataIndex: 'text',
              className: styles.text ?? '',
            },
            { title: t('records.remarkedAt'), dataIndex: 'at', width: 176, render: dateTime },
            { title: t('records.remarkedBy'), dataIndex: 'author', width: 140 },
          ]}
        />
      </Part>
      <Part title={t('records.operations')}>
        <Rows<OperationRecord>
          rows={operations}
          empty={t('records.noOperations')}
          columns={[
            {
              title: t('records.action'),
              render: (_, { action, changes }) => (
                <>
                  {t(`records.actions.${action}`)}
                  <Changes changes={changes} />
                </>
              ),
            },
            { title: t('records.at'), dataIndex: 'at', width: 176, render: dateTime },
            {
              title: t('records.actor'),
              width: 140,
              render: (_, operation) => actorName(operation),
            },
            {
              title: t('records.address'),
              dataIndex: 'address',
              width: 160,
              render: (address: string | null) => address ?? '-',
            },
          ]}
        />
      </Part>
      <Part title={t('records.uploads')}>
        <Rows<Photo>
          rows={uploads}
          empty={t('records.noUploads')}
          columns={[
            {
              title: t('records.photo'),
              render: (_, { id, source, takenAt }) => {
                const words = t(`photos.source.${source}`)
                return (
                  <Button
                    type="link"
                    size="small"
                    className={styles.open ?? ''}
                    aria-label={t('photos.open', { source: words, at: dateTime(takenAt) })}
                    onClick={() => onOpenPhoto(id)}
                  >
                    {words}
                  </Button>
                )
              },
            },
            {
              title: t('records.size'),
              render: (_, photo) => `${photo.width}×${photo.height} · ${fileSize(photo.bytes)}`,
            },
            { title: t('records.uploadedAt'), dataIndex: 'takenAt', width: 176, render: dateTime },
            { title: t('records.uploadedBy'), dataIndex: 'takenBy', width: 140 },
          ]}
        />
      </Part>
    </>
  )
}

interface RowsProps<Row> {
  readonly rows: readonly Row[]
  readonly empty: string
  readonly columns: NonNullable<TableProps<Row>['columns']>
}

function Rows<Row extends { readonly id: string }>({ rows, empty, columns }: RowsProps<Row>) {
  return (
    <Table<Row>
      rowKey="id"
      size="small"
      pagination={rows.length > 20 && { pageSize: 20, showSizeChanger: false }}
      dataSource={rows}
      locale={{ emptyText: <span className={styles.none}>{empty}</span> }}
      columns={columns}
      scroll={{ x: 640 }}
    />
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
