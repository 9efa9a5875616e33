import type { ImportReport } from '@veridesk/contract/account-admin'
import { Checkbox, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { StatusMark } from '../parts/status-mark.tsx'
import { hasPasswords } from './import-csv.ts'

type Row = ImportReport['rows'][number]

/** What happens, or happened, to each row of the file. */
export function ImportReportTable({ report }: { readonly report: ImportReport }) {
  const { t } = useTranslation()
  const [onlyRefused, setOnlyRefused] = useState(false)
  const rows = onlyRefused ? report.rows.filter((row) => row.result === 'refused') : report.rows
  const columns: TableColumnsType<Row> = [
    { title: t('accounts.import.line'), dataIndex: 'line', width: 72, align: 'right' },
    { title: t('accounts.username'), dataIndex: 'username', ellipsis: true },
    {
      title: t('accounts.import.result'),
      width: 128,
      render: (_, row) =>
        row.result === 'refused' ? (
          <StatusMark tone="red">{t('accounts.import.refused')}</StatusMark>
        ) : (
          <StatusMark tone="green">
            {t(report.dryRun ? 'accounts.import.willCreate' : 'accounts.import.created')}
          </StatusMark>
        ),
    },
    {
      title: t('accounts.import.problem'),
      render: (_, row) => (row.problem ? t(`accounts.import.problems.${row.problem}`) : '-'),
    },
    ...(hasPasswords(report)
      ? [
          {
            title: t('accounts.newPassword'),
            width: 160,
            render: (_: unknown, row: Row) => (row.password ? <code>{row.password}</code> : '-'),
          },
        ]
      : []),
  ]
  return (
    <>
      {report.refused > 0 && (
        <Checkbox checked={onlyRefused} onChange={(event) => setOnlyRefused(event.target.checked)}>
          {t('accounts.import.onlyRefused', { count: report.refused })}
        </Checkbox>
      )}
      <Table<Row>
        rowKey="line"
        size="small"
        tableLayout="fixed"
        columns={columns}
        dataSource={rows}
        pagination={rows.length > 20 && { pageSize: 20, showSizeChanger: false }}
      />
    </>
  )
}
