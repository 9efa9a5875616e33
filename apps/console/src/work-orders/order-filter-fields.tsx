import { useTranslation } from 'react-i18next'
import { AccountField, useAccountName } from '../lists/account-field.tsx'
import { withOne } from '../lists/address.ts'
import { BusinessTypeField, useBusinessTypeName } from '../lists/business-type-field.tsx'
import { FilterChips, usePeriodText } from '../lists/filter-chips.tsx'
import { FilterPanel } from '../lists/filter-panel.tsx'
import { PeriodField } from '../lists/period-field.tsx'
import type { OrderFilter } from './order-filter.ts'

interface Props {
  readonly filter: OrderFilter
  readonly onChange: (filter: OrderFilter) => void
}

type Optional = 'search' | 'handlerId' | 'businessTypeId' | 'period'

/** 处理人, 业务类型, 时间范围. */
export function OrderFilterPanel({ id, filter, onChange }: Props & { readonly id: string }) {
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
              value={filter.handlerId}
              onChange={(handlerId) => onChange(withOne(filter, 'handlerId', handlerId))}
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

export function OrderFilterChips({ filter, onChange }: Props) {
  const { t } = useTranslation()
  const without = (name: Optional) => () => onChange(withOne(filter, name, undefined))
  const handler = useAccountName(filter.handlerId)
  const businessType = useBusinessTypeName(filter.businessTypeId)
  const period = usePeriodText(filter.period)
  const { status, sort, ascending } = filter
  return (
    <FilterChips
      chips={[
        { name: t('lists.search'), value: filter.search ?? null, onRemove: without('search') },
        { name: t('orders.handler'), value: handler, onRemove: without('handlerId') },
        {
          name: t('orders.businessType'),
          value: businessType,
          onRemove: without('businessTypeId'),
        },
        {
          name: t('lists.periodOf', {
            time: t(sort === 'created' ? 'orders.createdAt' : 'orders.updatedAt'),
          }),
          value: period,
          onRemove: without('period'),
        },
      ]}
      onClear={() => onChange({ ...(status ? { status } : {}), sort, ascending })}
    />
  )
}
