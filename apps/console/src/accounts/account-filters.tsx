import { SearchOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { roles } from '@veridesk/contract/permissions'
import { Button, Input, Select } from 'antd'
import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { groupsQuery } from '../settings/queries.ts'
import { isFiltered, noFilter, stateFilters, type AccountFilter } from './account-filter.ts'
import styles from './account-filters.module.css'

/** A pause this long in typing starts the search. */
const pauseMs = 300

interface Props {
  readonly filter: AccountFilter
  readonly onChange: (filter: AccountFilter) => void
}

export function AccountFilters({ filter, onChange }: Props) {
  const { t } = useTranslation()
  const groups = useQuery(groupsQuery)
  const [search, setSearch] = useState(filter.search)
  const look = useEffectEvent((words: string) => {
    if (words !== filter.search) onChange({ ...filter, search: words })
  })
  useEffect(() => {
    const timer = setTimeout(() => look(search), pauseMs)
    return () => clearTimeout(timer)
  }, [search])
  const clear = () => {
    setSearch('')
    onChange(noFilter)
  }
  return (
    <search className={styles.filters}>
      <Input
        className={styles.search ?? ''}
        prefix={<SearchOutlined aria-hidden />}
        placeholder={t('accounts.search')}
        aria-label={t('accounts.search')}
        maxLength={60}
        allowClear
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        onPressEnter={() => onChange({ ...filter, search })}
      />
      <Select
        className={styles.select ?? ''}
        aria-label={t('accounts.role')}
        placeholder={t('accounts.role')}
        allowClear
        value={filter.role}
        options={roles.map((role) => ({ value: role, label: t(`header.roles.${role}`) }))}
        onChange={(role) => onChange({ ...filter, role: role ?? null })}
      />
      <Select
        className={styles.select ?? ''}
        aria-label={t('accounts.groups')}
        placeholder={t('accounts.groups')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        loading={groups.isLoading}
        value={filter.groupId}
        options={(groups.data?.items ?? []).map((group) => ({
          value: group.id,
          label: group.name,
        }))}
        onChange={(groupId) => onChange({ ...filter, groupId: groupId ?? null })}
      />
      <Select
        className={styles.select ?? ''}
        aria-label={t('accounts.state')}
        placeholder={t('accounts.state')}
        allowClear
        value={filter.state}
        options={stateFilters.map((state) => ({
          value: state,
          label: t(`accounts.states.${state}`),
        }))}
        onChange={(state) => onChange({ ...filter, state: state ?? null })}
      />
      {isFiltered(filter) && (
        <Button type="text" onClick={clear}>
          {t('accounts.clearFilters')}
        </Button>
      )}
    </search>
  )
}
