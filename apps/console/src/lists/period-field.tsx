import { DatePicker, Select } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../api/server-clock.ts'
import { daysOf, presets, type Period } from './period.ts'
import styles from './filters.module.css'

interface Props {
  readonly value: Period | undefined
  readonly onChange: (period: Period | undefined) => void
}

const day = 'YYYY-MM-DD'

/** 时间范围: a preset, or two days of one's own. */
export function PeriodField({ value, onChange }: Props) {
  const { t } = useTranslation()
  const [choosing, setChoosing] = useState(false)
  const custom = choosing || (value !== undefined && !('preset' in value))
  const days = value && daysOf(value, serverNow())
  return (
    <>
      <Select
        className={styles.field ?? ''}
        aria-label={t('lists.period')}
        value={custom ? 'custom' : value && 'preset' in value ? value.preset : ''}
        options={[
          { value: '', label: t('lists.any') },
          ...presets.map((preset) => ({ value: preset, label: t(`lists.periods.${preset}`) })),
          { value: 'custom', label: t('lists.customPeriod') },
        ]}
        onChange={(chosen: string) => {
          setChoosing(chosen === 'custom')
          const preset = presets.find((each) => each === chosen)
          if (preset) onChange({ preset })
          else if (chosen === '') onChange(undefined)
        }}
      />
      {custom && (
        <DatePicker.RangePicker
          className={styles.days ?? ''}
          aria-label={t('lists.period')}
          placeholder={[t('lists.from'), t('lists.to')]}
          value={days ? [dayjs(days.from), dayjs(days.to)] : null}
          onChange={(chosen) => {
            const [from, to] = chosen ?? []
            setChoosing(!from || !to)
            onChange(from && to ? { from: from.format(day), to: to.format(day) } : undefined)
          }}
        />
      )}
    </>
  )
}
