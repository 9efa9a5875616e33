import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { AccountField, useAccountName } from '../lists/account-field.tsx'
import { withOne } from '../lists/address.ts'
import { FilterChips, usePeriodText } from '../lists/filter-chips.tsx'
import { FilterPanel } from '../lists/filter-panel.tsx'
import { PeriodField } from '../lists/period-field.tsx'
import { knownActions, useActionText } from './audit-action.ts'
import type { AuditFilter } from './audit-filter.ts'
import styles from '../lists/filters.module.css'

interface Props {
  readonly filter: AuditFilter
  readonly onChange: (filter: AuditFilter) => void
}

/** 操作人, 操作, 时间范围. */
export function AuditFilterPanel({ id, filter, onChange }: Props & { readonly id: string }) {
  const { t } = useTranslation()
  const actionText = useActionText()
  return (
    <FilterPanel
      id={id}
      fields={[
        {
          label: t('audit.actor'),
          field: (
            <AccountField
              label={t('audit.actor')}
              value={filter.actorId}
              onChange={(actorId) => onChange(withOne(filter, 'actorId', actorId))}
            />
          ),
        },
        {
          label: t('audit.action'),
          field: (
            <Select
              className={styles.field ?? ''}
              aria-label={t('audit.action')}
              allowClear
              placeholder={t('lists.any')}
              {...(filter.action ? { value: filter.action } : {})}
              showSearch={{ optionFilterProp: 'label' }}
              options={knownActions.map((value) => ({ value, label: actionText(value) }))}
              onChange={(action: string | undefined) => onChange(withOne(filter, 'action', action))}
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

export function AuditFilterChips({ filter, onChange }: Props) {
  const { t } = useTranslation()
  const actionText = useActionText()
  const without = (name: keyof AuditFilter) => () => onChange(withOne(filter, name, undefined))
  const actor = useAccountName(filter.actorId)
  const period = usePeriodText(filter.period)
  return (
    <FilterChips
      chips={[
        { name: t('orders.taskNumber'), value: filter.search ?? null, onRemove: without('search') },
        { name: t('audit.actor'), value: actor, onRemove: without('actorId') },
        {
          name: t('audit.action'),
          value: filter.action ? actionText(filter.action) : null,
          onRemove: without('action'),
        },
        {
          name: t('audit.target'),
          value: filter.targetId ?? null,
          onRemove: without('targetId'),
        },
        { name: t('lists.period'), value: period, onRemove: without('period') },
      ]}
      onClear={() => onChange({})}
    />
  )
}
