import type { AccountRow } from '@veridesk/contract/account-admin'
import { Button, Empty, Skeleton, Table, type TableColumnsType } from 'antd'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../format/date-time.ts'
import { StatusMark } from '../parts/status-mark.tsx'
import { useCan } from '../session/me-context.ts'
import common from '../settings/part.module.css'
import { AccountActions } from './account-actions.tsx'
import { presenceOf } from './account-rules.ts'
import styles from './account-table.module.css'
import type { PlannedAct } from './act-dialog.tsx'

interface Props {
  /** Null while the first page loads. */
  readonly rows: readonly AccountRow[] | null
  readonly filtered: boolean
  /** The rows of the page before are shown while the next one loads. */
  readonly stale: boolean
  readonly onOpen: (row: AccountRow) => void
  readonly onAct: (kind: PlannedAct['kind'], row: AccountRow) => void
}

/** The manual's columns (3.17). */
export function AccountTable({ rows, filtered, stale, onOpen, onAct }: Props) {
  const { t } = useTranslation()
  const mayManage = useCan('account.manage')
  if (!rows) return <Skeleton active className={common.skeleton ?? ''} paragraph={{ rows: 8 }} />
  const columns: TableColumnsType<AccountRow> = [
    { title: t('accounts.username'), dataIndex: 'username', ellipsis: true },
    { title: t('accounts.name'), dataIndex: 'name', ellipsis: true },
    { title: t('accounts.role'), width: 148, render: (_, row) => <RoleCell row={row} /> },
    { title: t('accounts.createdAt'), dataIndex: 'createdAt', width: 164, render: dateTime },
    {
      title: t('accounts.phone'),
      dataIndex: 'phone',
      width: 122,
      render: (phone: string | null) => phone ?? '-',
    },
    { title: t('accounts.state'), width: 140, render: (_, row) => <StateCell row={row} /> },
    {
      title: t('accounts.actions'),
      width: mayManage ? 240 : 76,
      render: (_, row) =>
        mayManage ? (
          <AccountActions row={row} onOpen={onOpen} onAct={onAct} />
        ) : (
          <Button
            type="link"
            size="small"
            aria-label={t('accounts.viewOf', { name: row.name })}
            onClick={() => onOpen(row)}
          >
            {t('common.view')}
          </Button>
        ),
    },
  ]
  return (
    <Table<AccountRow>
      className={stale ? (styles.stale ?? '') : ''}
      rowKey="id"
      size="middle"
      tableLayout="fixed"
      pagination={false}
      columns={columns}
      dataSource={rows}
      locale={{
        emptyText: (
          <Empty
            image={Empty.PRESENTED_IMAGE_SIMPLE}
            description={t(filtered ? 'accounts.noneFound' : 'accounts.none')}
          />
        ),
      }}
    />
  )
}

function RoleCell({ row }: { readonly row: AccountRow }) {
  const { t } = useTranslation()
  return (
    <>
      {row.initial ? t('accounts.initial') : t(`header.roles.${row.role}`)}
      {row.grants.length > 0 && (
        <div className={styles.note}>
          {row.grants.map((grant) => t(`accounts.grants.${grant}`)).join(' · ')}
        </div>
      )}
    </>
  )
}

function StateCell({ row }: { readonly row: AccountRow }) {
  const { t } = useTranslation()
  const { tone, word } = presenceOf(row)
  const agentState = row.online && row.agentState !== 'offline' ? row.agentState : null
  return (
    <>
      <StatusMark tone={tone}>
        {t(`accounts.states.${word}`)}
        {agentState && ` · ${t(`agentState.${agentState}`)}`}
      </StatusMark>
      {row.leaving && <div className={styles.note}>{t('accounts.leaving')}</div>}
    </>
  )
}
