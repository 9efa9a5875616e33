import { useQuery } from '@tanstack/react-query'
import { Drawer, Empty, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { exportsQuery } from '../api/queries.ts'
import { LoadError } from '../parts/load-error.tsx'
import { isUnderWay } from './export-progress.ts'
import { ExportRow } from './export-row.tsx'
import styles from './exports.module.css'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
}

/** 导出记录: the own exports, the newest first, with their progress. Closing it stops nothing. */
export function ExportDrawer({ open, onClose }: Props) {
  const { t } = useTranslation()
  return (
    <Drawer open={open} onClose={onClose} size={460} title={t('exports.list')} destroyOnHidden>
      <p className={styles.lead}>{t('exports.lead')}</p>
      <Exports />
    </Drawer>
  )
}

function Exports() {
  const { t } = useTranslation()
  const exports = useQuery({
    ...exportsQuery,
    // Its topic tells at once; what happened between reading the list and following it shows a little later.
    refetchInterval: ({ state }) => (state.data?.items.some(isUnderWay) ? 2000 : false),
  })
  if (exports.error && !exports.data)
    return <LoadError error={exports.error} onRetry={() => void exports.refetch()} />
  if (!exports.data) return <Skeleton active paragraph={{ rows: 4 }} />
  if (exports.data.items.length === 0)
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('exports.empty')} />
  return (
    <ul className={styles.list}>
      {exports.data.items.map((job) => (
        <ExportRow key={job.id} job={job} />
      ))}
    </ul>
  )
}
