import { useQuery } from '@tanstack/react-query'
import { Segmented, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { recordsQuery } from '../api/queries.ts'
import { LoadError } from '../parts/load-error.tsx'
import { PhotoPreview } from '../photos/photo-preview.tsx'
import { RecordTables } from './record-tables.tsx'
import { RecordTimeline } from './record-timeline.tsx'
import { chosenView, chooseView, views, type View } from './records-view.ts'
import styles from './records.module.css'

interface Props {
  readonly workOrderId: string
  readonly narrow: boolean
}

/** 处理记录 (manual 3.14): calls, remarks, operations, uploads; as tables or as one timeline. */
export function RecordsTab({ workOrderId, narrow }: Props) {
  const { t } = useTranslation()
  const records = useQuery(recordsQuery(workOrderId))
  const callId = useSearchParams()[0].get('call')
  // Who comes for one call finds it in the table.
  const [view, setView] = useState<View>(() => (callId ? 'tables' : chosenView()))
  const [photo, setPhoto] = useState<string | null>(null)
  if (records.error && !records.data)
    return <LoadError error={records.error} onRetry={() => void records.refetch()} />
  if (!records.data) return <Skeleton active paragraph={{ rows: 8 }} />
  return (
    <div className={styles.records}>
      <Segmented<View>
        className={styles.switch ?? ''}
        aria-label={t('records.view')}
        value={view}
        options={views.map((value) => ({ value, label: t(`records.${value}`) }))}
        onChange={(chosen) => {
          chooseView(chosen)
          setView(chosen)
        }}
      />
      {view === 'tables' ? (
        <RecordTables
          records={records.data}
          narrow={narrow}
          callId={callId}
          onOpenPhoto={setPhoto}
        />
      ) : (
        <RecordTimeline records={records.data} onOpenPhoto={setPhoto} />
      )}
      <PhotoPreview
        photos={records.data.uploads}
        openId={photo}
        onOpen={setPhoto}
        onClose={() => setPhoto(null)}
      />
    </div>
  )
}
