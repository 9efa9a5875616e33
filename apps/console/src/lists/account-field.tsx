import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { accountOptionsQuery } from '../api/queries.ts'
import { useCan, useMe } from '../session/me-context.ts'
import styles from './filters.module.css'

interface Props {
  readonly label: string
  readonly value: string | undefined
  readonly onChange: (accountId: string | undefined) => void
}

/** A person: anybody for who may read accounts, oneself for the others. */
export function AccountField({ label, value, onChange }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const mayReadAccounts = useCan('account.read')
  const [search, setSearch] = useState('')
  const found = useQuery({
    ...accountOptionsQuery(search),
    enabled: mayReadAccounts,
    placeholderData: keepPreviousData,
  })
  const name = useAccountName(value)
  const others = (found.data?.items ?? []).filter((account) => account.id !== me.accountId)
  const options = [
    { value: me.accountId, label: t('lists.me', { name: me.name }) },
    ...others.map((account) => ({
      value: account.id,
      label: `${account.name} · ${account.username}`,
    })),
  ]
  if (value && name && !options.some((option) => option.value === value))
    options.push({ value, label: name })
  return (
    <Select
      className={styles.field ?? ''}
      aria-label={label}
      allowClear
      placeholder={t('lists.any')}
      {...(value ? { value } : {})}
      showSearch={mayReadAccounts ? { filterOption: false, onSearch: setSearch } : false}
      loading={found.isFetching}
      options={options}
      onChange={(chosen: string | undefined) => onChange(chosen)}
    />
  )
}

/** The name that stands for an account in a filter. */
export function useAccountName(id: string | undefined): string | null {
  const { t } = useTranslation()
  const me = useMe()
  const mayReadAccounts = useCan('account.read')
  const accounts = useQuery({
    ...accountOptionsQuery(''),
    enabled: mayReadAccounts && id !== undefined && id !== me.accountId,
  }).data
  if (!id) return null
  if (id === me.accountId) return t('lists.me', { name: me.name })
  return accounts?.items.find((account) => account.id === id)?.name ?? t('lists.unknownAccount')
}
