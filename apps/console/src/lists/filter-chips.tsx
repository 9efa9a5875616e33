import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { daysOf, type Period } from './period.ts'
import { serverNow } from '../api/server-clock.ts'
import styles from './filters.module.css'

/** One condition that is set. */
export interface Chip {
  readonly name: string
  /** Null: not set. */
  readonly value: string | null
  readonly onRemove: () => void
}

interface Props {
  readonly chips: readonly Chip[]
  readonly onClear: () => void
}

/** What is set, each to be taken away, and 清空; nothing where nothing is set. */
export function FilterChips({ chips, onClear }: Props) {
  const { t } = useTranslation()
  // The chip that is taken away had the focus.
  const clear = useRef<HTMLButtonElement>(null)
  const set = chips.filter((chip) => chip.value !== null)
  if (set.length === 0) return null
  return (
    <div className={styles.chips} role="group" aria-label={t('lists.filters')}>
      {set.map((chip) => (
        <span key={chip.name} className={styles.chip}>
          {t('lists.chip', { name: chip.name, value: chip.value ?? '' })}
          <button
            type="button"
            className={styles.remove}
            aria-label={t('lists.remove', { name: chip.name })}
            onClick={() => {
              clear.current?.focus()
              chip.onRemove()
            }}
          >
            <CloseOutlined aria-hidden />
          </button>
        </span>
      ))}
      <Button ref={clear} size="small" type="link" onClick={onClear}>
        {t('lists.clear')}
      </Button>
    </div>
  )
}

/** 近 7 天, or the days themselves. */
export function usePeriodText(period: Period | undefined): string | null {
  const { t } = useTranslation()
  if (!period) return null
  if ('preset' in period) return t(`lists.periods.${period.preset}`)
  const { from, to } = daysOf(period, serverNow())
  return from === to ? from : `${from} – ${to}`
}
