import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call, urlOf } from '@veridesk/contract/api-client'
import type { ExportJob } from '@veridesk/contract/exports'
import { App, Button, Progress } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import { serverNow } from '../api/server-clock.ts'
import { dateTime } from '../format/date-time.ts'
import { useErrorText } from '../i18n/error-text.ts'
import { StatusMark, type Tone } from '../parts/status-mark.tsx'
import { hasFile, isUnderWay, percentOf } from './export-progress.ts'
import styles from './exports.module.css'

const tones: Readonly<Record<ExportJob['state'], Tone>> = {
  queued: 'amber',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'grey',
}

/** One export: what, how far, and what can be done with it. */
export function ExportRow({ job }: { readonly job: ExportJob }) {
  const { t } = useTranslation()
  const underWay = isUnderWay(job)
  useTopic(underWay ? `export:${job.id}` : null)
  const file = hasFile(job, serverNow())
  return (
    <li className={styles.job}>
      <div className={styles.head}>
        <span className={styles.name}>{job.fileName}</span>
        <StatusMark tone={tones[job.state]}>{t(`exports.states.${job.state}`)}</StatusMark>
      </div>
      {underWay && <Bar job={job} />}
      <p className={styles.facts}>
        <span>{t(`exports.kinds.${job.kind}`)}</span>
        <span>
          {underWay && job.total !== null
            ? t('exports.rowsOf', { rows: job.rows, total: job.total })
            : t('exports.rows', { rows: job.rows })}
        </span>
        <span>{t('exports.createdAt', { at: dateTime(job.createdAt) })}</span>
      </p>
      {job.state === 'failed' && <p className={styles.facts}>{t('exports.failedNext')}</p>}
      {job.truncated && <p className={styles.warning}>{t('exports.truncated')}</p>}
      {job.state === 'done' && (
        <p className={styles.facts}>
          {file && job.expiresAt
            ? t('exports.expires', { at: dateTime(job.expiresAt) })
            : !file && t('exports.expired')}
        </p>
      )}
      <div className={styles.actions}>
        {file && (
          <Button
            size="small"
            type="primary"
            href={urlOf('GET /api/exports/:id/file', { params: { id: job.id } })}
            download={job.fileName}
            aria-label={t('exports.downloadOf', { file: job.fileName })}
          >
            {t('exports.download')}
          </Button>
        )}
        {(underWay || file) && <Remove job={job} underWay={underWay} />}
      </div>
    </li>
  )
}

function Bar({ job }: { readonly job: ExportJob }) {
  const { t } = useTranslation()
  const percent = percentOf(job)
  return (
    <Progress
      size="small"
      status="active"
      percent={percent ?? 0}
      showInfo={percent !== null}
      aria-label={t('exports.progress', { file: job.fileName })}
    />
  )
}

/** 取消导出 while it runs, 删除文件 after. */
function Remove({ job, underWay }: { readonly job: ExportJob; readonly underWay: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const remove = useMutation({
    mutationFn: () => call('DELETE /api/exports/:id', { params: { id: job.id } }),
    onError: (error) => void message.error(errorText(error).title),
    onSettled: () => client.invalidateQueries({ queryKey: keys.exports }),
  })
  const file = job.fileName
  return (
    <Button
      size="small"
      loading={remove.isPending}
      aria-label={underWay ? t('exports.cancelOf', { file }) : t('exports.deleteOf', { file })}
      onClick={() => remove.mutate()}
    >
      {underWay ? t('exports.cancel') : t('exports.delete')}
    </Button>
  )
}
