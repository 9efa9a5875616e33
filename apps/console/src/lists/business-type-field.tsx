import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { businessTypesQuery } from '../api/queries.ts'
import styles from './filters.module.css'

interface Props {
  readonly value: string | undefined
  readonly onChange: (businessTypeId: string | undefined) => void
}

/** 业务类型. */
export function BusinessTypeField({ value, onChange }: Props) {
  const { t } = useTranslation()
  const types = useQuery(businessTypesQuery)
  return (
    <Select
      className={styles.field ?? ''}
      aria-label={t('orders.businessType')}
      allowClear
      placeholder={t('lists.any')}
      {...(value ? { value } : {})}
      showSearch={{ optionFilterProp: 'label' }}
      loading={types.isLoading}
      options={(types.data?.items ?? []).map((type) => ({ value: type.id, label: type.name }))}
      onChange={(chosen: string | undefined) => onChange(chosen)}
    />
  )
}

/** The name that stands for a business type in a filter. */
export function useBusinessTypeName(id: string | undefined): string | null {
  const { t } = useTranslation()
  const types = useQuery({ ...businessTypesQuery, enabled: id !== undefined }).data
  if (!id) return null
  return types?.items.find((type) => type.id === id)?.name ?? t('lists.unknownType')
}
