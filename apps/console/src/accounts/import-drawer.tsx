import { DownloadOutlined } from '@ant-design/icons'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { importLimit, importRows, type ImportReport } from '@veridesk/contract/account-admin'
import { call } from '@veridesk/contract/api-client'
import { Alert, Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
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

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

const send = (file: File, dryRun: boolean) =>
  call('POST /api/accounts/import', {
    query: { dryRun: dryRun ? 'true' : 'false' },
    body: new Blob([file], { type: 'text/csv' }),
  })

/** 批量导入: the template, a file, what would happen row by row, then the import and its passwords. */
export function ImportDrawer({ open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [file, setFile] = useState<File | null>(null)
  const [problem, setProblem] = useState<FileProblem | null>(null)
  /** The passwords of a finished import, until somebody has them. */
  const [unsaved, setUnsaved] = useState(false)
  const check = useMutation({ mutationFn: (chosen: File) => send(chosen, true) })
  const run = useMutation({
    mutationFn: (chosen: File) => send(chosen, false),
    onSuccess: (report) => {
      setUnsaved(hasPasswords(report))
      void client.invalidateQueries({ queryKey: keys.accounts })
      void client.invalidateQueries({ queryKey: keys.groups })
    },
  })
  const choose = (chosen: File) => {
    const found = fileProblem(chosen, importLimit)
    setProblem(found)
    setFile(found ? null : chosen)
    check.reset()
    run.reset()
    if (!found) check.mutate(chosen)
  }
  const savePasswords = (report: ImportReport) => {
    saveText(
      t('accounts.import.passwordsFile'),
      passwordsCsv(report.rows, [t('accounts.username'), t('accounts.newPassword')]),
    )
    setUnsaved(false)
  }
  const done = run.data
  const report = done ?? check.data
  const ready = file !== null && !done && (check.data?.created ?? 0) > 0
  return (
    <EditDrawer
      open={open}
      title={t('accounts.import.title')}
      size={760}
      dirty={unsaved}
      busy={run.isPending}
      error={run.error ?? check.error}
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
        {!done && (
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
        {report && (
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
        {report && <ImportReportTable report={report} />}
      </div>
    </EditDrawer>
  )
}
