import { dispositionOutcomes } from '@veridesk/contract/states'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { AccountField, useAccountName } from '../lists/account-field.tsx'
import { withOne } from '../lists/address.ts'
import { BusinessTypeField, useBusinessTypeName } from '../lists/business-type-field.tsx'
import { FilterChips, usePeriodText } from '../lists/filter-chips.tsx'
import { FilterPanel } from '../lists/filter-panel.tsx'
import { PeriodField } from '../lists/period-field.tsx'
import type { CallFilter } from './call-filter.ts'
import styles from '../lists/filters.module.css'

interface Props {
  readonly filter: CallFilter
  readonly onChange: (filter: CallFilter) => void
}

/** 处理人, 业务类型, 取消呼叫, 正常结束, 时间范围. */
export function CallFilterPanel({ id, filter, onChange }: Props & { readonly id: string }) {
  const { t } = useTranslation()
  return (
    <FilterPanel
      id={id}
      fields={[
        {
          label: t('orders.handler'),
          field: (
            <AccountField
              label={t('orders.handler')}
              value={filter.agentId}
              onChange={(agentId) => onChange(withOne(filter, 'agentId', agentId))}
            />
          ),
        },
        {
          label: t('orders.businessType'),
          field: (
            <BusinessTypeField
              value={filter.businessTypeId}
              onChange={(typeId) => onChange(withOne(filter, 'businessTypeId', typeId))}
            />
          ),
        },
        {
          label: t('records.cancelled'),
          field: (
            <Choice
              label={t('records.cancelled')}
              value={filter.cancelled}
              options={[
                { value: 'true', label: t('common.yes') },
                { value: 'false', label: t('common.no') },
              ]}
              onChange={(cancelled) => onChange(withOne(filter, 'cancelled', cancelled))}
            />
          ),
        },
        {
          label: t('records.normal'),
          field: (
            <Choice
              label={t('records.normal')}
              value={filter.disposition}
              options={dispositionOutcomes.map((value) => ({
                value,
                label: t(`callHistory.disposition.${value}`),
              }))}
              onChange={(disposition) => onChange(withOne(filter, 'disposition', disposition))}
            />
          ),
        },
        {
          label: t('lists.period'),
          field: (
            <PeriodField
              value={filter.period}
              onChange={(period) => onChange(withOne(filter, 'period', period))}
            />
          ),
        },
      ]}
    />
  )
}

interface ChoiceProps<T extends string> {
  readonly label: string
  readonly value: T | undefined
  readonly options: { readonly value: T; readonly label: string }[]
  readonly onChange: (value: T | undefined) => void
}

function Choice<T extends string>({ label, value, options, onChange }: ChoiceProps<T>) {
  const { t } = useTranslation()
  return (
    <Select<T>
      className={styles.short ?? ''}
      aria-label={label}
      allowClear
      placeholder={t('lists.any')}
      {...(value ? { value } : {})}
      options={options}
      onChange={(chosen: T | undefined) => onChange(chosen)}
    />
  )
}

export function CallFilterChips({ filter, onChange }: Props) {
  const { t } = useTranslation()
  const without = (name: keyof CallFilter) => () => onChange(withOne(filter, name, undefined))
  const agent = useAccountName(filter.agentId)
  const businessType = useBusinessTypeName(filter.businessTypeId)
  const period = usePeriodText(filter.period)
  const { cancelled, disposition } = filter
  return (
    <FilterChips
      chips={[
        { name: t('orders.taskNumber'), value: filter.search ?? null, onRemove: without('search') },
        { name: t('orders.handler'), value: agent, onRemove: without('agentId') },
        {
          name: t('orders.businessType'),
          value: businessType,
          onRemove: without('businessTypeId'),
        },
        {
          name: t('records.cancelled'),
          value: cancelled ? t(cancelled === 'true' ? 'common.yes' : 'common.no') : null,
          onRemove: without('cancelled'),
        },
        {
          name: t('records.normal'),
          value: disposition ? t(`callHistory.disposition.${disposition}`) : null,
          onRemove: without('disposition'),
        },
        { name: t('lists.period'), value: period, onRemove: without('period') },
      ]}
      onClear={() => onChange({})}
    />
  )
}
