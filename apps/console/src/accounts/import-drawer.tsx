import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { importLimit, importRows, type ImportReport } from '@veridesk/contract/account-admin'
import { call } from '@veridesk/contract/api-client'
import { Alert, Button, Progress } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { percentOf } from '../exports/export-progress.ts'
import { EditDrawer } from '../settings/edit-drawer.tsx'
import { saveText } from '../settings/save-text.ts'
import { FileChoice } from '../settings/file-choice.tsx'
import {
  fileProblem,
  hasPasswords,
  passwordsCsv,
  template,
  type FileProblem,
} from './import-csv.ts'
import styles from './import-drawer.module.css'
import { ImportReportTable } from './import-report-table.tsx'
import { importQuery } from './queries.ts'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

const asCsv = (file: File) => ({ body: new Blob([file], { type: 'text/csv' }) })

/**
 * 批量导入: the template, a file, what would happen row by row, then the import with its progress and its
 * passwords.
 */
export function ImportDrawer({ open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<FileProblem | null>(null)
  /** Somebody has the passwords of the finished import. */
  const [saved, setSaved] = useState(false)
  const check = useMutation({
    mutationFn: (chosen: File) => call('POST /api/accounts/import/check', asCsv(chosen)),
  })
  const run = useMutation({
    mutationFn: (chosen: File) => call('POST /api/accounts/import', asCsv(chosen)),
  })
  const progress = useQuery(importQuery(run.data?.id ?? null))
  const job = run.data && (progress.data ?? run.data)
  const done = job?.report ?? null
  const choose = (chosen: File) => {
    const found = fileProblem(chosen, importLimit)
    setProblem(found)
    setFile(found ? null : chosen)
    check.reset()
    run.reset()
    setSaved(false)
    if (!found) check.mutate(chosen)
  }
  const savePasswords = (report: ImportReport) => {
    saveText(
      t('accounts.import.passwordsFile'),
      passwordsCsv(report.rows, [t('accounts.username'), t('accounts.newPassword')]),
    )
    setSaved(true)
  }
  const running = job?.state === 'running'
  const unsaved = running || (done !== null && hasPasswords(done) && !saved)
  const report = done ?? check.data
  const ready = file !== null && !job && (check.data?.created ?? 0) > 0
  return (
    <EditDrawer
      open={open}
      title={t('accounts.import.title')}
      size={760}
      dirty={unsaved}
      busy={run.isPending}
      error={run.error ?? check.error ?? progress.error}
      onSave={ready ? () => file && run.mutate(file) : undefined}
      saveText={t('accounts.import.run', { count: check.data?.created ?? 0 })}
      onClose={onClose}
      afterClose={afterClose}
    >
      <div className={styles.steps}>
        <p className={styles.lead}>{t('accounts.import.lead', { rows: importRows })}</p>
        <Button
          icon={<DownloadOutlined aria-hidden />}
          onClick={() => saveText(t('accounts.import.templateFile'), template)}
        >
          {t('accounts.import.template')}
        </Button>
        {!job && (
          <FileChoice
            accept=".csv,text/csv"
            label={t('accounts.import.choose')}
            hint={t('accounts.import.fileHint')}
            chosen={file?.name ?? null}
            busy={check.isPending}
            onChoose={choose}
          />
        )}
        {problem && (
          <Alert type="error" showIcon role="alert" title={t(`accounts.import.file.${problem}`)} />
        )}
        {running && (
          <div role="status">
            <p className={styles.lead}>
              {t('accounts.import.running', { rows: job.rows, total: job.total })}
            </p>
            <Progress
              status="active"
              percent={percentOf(job) ?? 0}
              aria-label={t('accounts.import.progress')}
            />
          </div>
        )}
        {job?.state === 'failed' && (
          <Alert type="error" showIcon role="alert" title={t('accounts.import.failed')} />
        )}
        {report && !running && (
          <Alert
            type={report.refused > 0 ? 'warning' : 'success'}
            showIcon
            role="status"
            title={t(done ? 'accounts.import.done' : 'accounts.import.checked', {
              created: report.created,
              refused: report.refused,
            })}
            {...(done && hasPasswords(done)
              ? {
                  description: t('accounts.onlyOnce'),
                  action: (
                    <Button
                      type="primary"
                      icon={<DownloadOutlined aria-hidden />}
                      onClick={() => savePasswords(done)}
                    >
                      {t('accounts.import.passwords')}
                    </Button>
                  ),
                }
              : {})}
          />
        )}
        {report && !running && <ImportReportTable report={report} />}
      </div>
    </EditDrawer>
  )
}
