import { PlusOutlined, UploadOutlined } from '@ant-design/icons'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { AccountRow } from '@veridesk/contract/account-admin'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useTopic } from '../api/realtime.tsx'
import { LoadError } from '../parts/load-error.tsx'
import { Page } from '../parts/page.tsx'
import { useCan } from '../session/me-context.ts'
import common from '../settings/part.module.css'
import { useShown } from '../settings/use-shown.ts'
import { AccountDrawer } from './account-drawer.tsx'
import { noFilter, isFiltered, type AccountFilter } from './account-filter.ts'
import { AccountFilters } from './account-filters.tsx'
import { AccountTable } from './account-table.tsx'
import { ActDialog, type PlannedAct } from './act-dialog.tsx'
import styles from './accounts-part.module.css'
import { ImportDrawer } from './import-drawer.tsx'
import { PasswordShown, type ShownPassword } from './password-shown.tsx'
import { accountsQuery } from './queries.ts'

/** 账号管理 (manual 3.17). */
export function AccountsPart() {
  const { t } = useTranslation()
  const mayManage = useCan('account.manage')
  const [filter, setFilter] = useState(noFilter)
  const drawer = useShown<AccountRow | 'new'>()
  const act = useShown<PlannedAct>()
  const password = useShown<ShownPassword>()
  const importing = useShown<true>()
  useTopic('accounts')
  return (
    <Page
      title={t('accounts.title')}
      actions={
        mayManage && (
          <>
            <Button icon={<UploadOutlined aria-hidden />} onClick={() => importing.show(true)}>
              {t('accounts.import.open')}
            </Button>
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => drawer.show('new')}
            >
              {t('accounts.create')}
            </Button>
          </>
        )
      }
    >
      <section className={common.card}>
        <AccountFilters filter={filter} onChange={setFilter} />
        <Pages
          key={JSON.stringify(filter)}
          filter={filter}
          onOpen={drawer.show}
          onAct={(kind, row) => act.show({ kind, row })}
        />
      </section>
      {drawer.target && (
        <AccountDrawer
          target={drawer.target}
          open={drawer.open}
          onClose={drawer.close}
          afterClose={drawer.gone}
          onPassword={password.show}
        />
      )}
      {act.target && (
        <ActDialog
          act={act.target}
          open={act.open}
          onClose={act.close}
          afterClose={act.gone}
          onPassword={password.show}
        />
      )}
      {password.target && (
        <PasswordShown
          shown={password.target}
          open={password.open}
          onClose={password.close}
          afterClose={password.gone}
        />
      )}
      {importing.target && (
        <ImportDrawer open={importing.open} onClose={importing.close} afterClose={importing.gone} />
      )}
    </Page>
  )
}

interface PagesProps {
  readonly filter: AccountFilter
  readonly onOpen: (row: AccountRow) => void
  readonly onAct: (kind: PlannedAct['kind'], row: AccountRow) => void
}

/** Keyset paging: the cursors of the pages gone through, the last one being on the screen. */
function Pages({ filter, onOpen, onAct }: PagesProps) {
  const { t } = useTranslation()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const page = useQuery({
    ...accountsQuery(filter, cursors.at(-1)),
    placeholderData: keepPreviousData,
  })
  if (page.error && !page.data)
    return <LoadError error={page.error} onRetry={() => void page.refetch()} />
  const next = page.data?.nextCursor ?? null
  return (
    <>
      <AccountTable
        rows={page.data?.items ?? null}
        filtered={isFiltered(filter)}
        stale={page.isPlaceholderData}
        onOpen={onOpen}
        onAct={onAct}
      />
      {(cursors.length > 0 || next) && (
        <nav className={styles.paging} aria-label={t('settings.paging')}>
          <Button disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            {t('common.previousPage')}
          </Button>
          <Button
            disabled={!next || page.isPlaceholderData}
            onClick={() => next && setCursors([...cursors, next])}
          >
            {t('common.nextPage')}
          </Button>
        </nav>
      )}
    </>
  )
}
