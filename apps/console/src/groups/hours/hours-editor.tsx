import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useWeekdayText, weekdays } from '../../format/weekday.ts'
import { clockTime, copyOf, maxRows, officeRow, problemOfRow, type SpanRow } from './hours.ts'
import styles from './hours-editor.module.css'

interface Props {
  readonly id?: string
  readonly value?: readonly SpanRow[]
  readonly onChange?: (rows: readonly SpanRow[]) => void
  readonly disabled: boolean
}

/** 服务时间: rows of weekdays with a beginning and an end; no row: all day, every day. */
export function HoursEditor({ id, value = [], onChange, disabled }: Props) {
  const { t } = useTranslation()
  const weekdayText = useWeekdayText()
  // Only after an attempt to save: nobody is told off while typing.
  const { errors } = Form.Item.useStatus()
  const list = useRef<HTMLDivElement>(null)
  /** Whose first tick takes the focus once the rows are drawn anew. */
  const next = useRef<string | null>(null)
  useEffect(() => {
    if (next.current)
      list.current?.querySelector<HTMLElement>(`[data-row="${next.current}"] input`)?.focus()
    next.current = null
  }, [value])

  const change = (key: string, over: Partial<SpanRow>) =>
    onChange?.(value.map((row) => (row.key === key ? { ...row, ...over } : row)))
  const insert = (at: number, row: SpanRow) => {
    next.current = row.key
    onChange?.(value.toSpliced(at, 0, row))
  }
  const remove = (index: number) => {
    next.current = (value[index + 1] ?? value[index - 1])?.key ?? null
    onChange?.(value.toSpliced(index, 1))
  }
  const time = (row: SpanRow, part: 'from' | 'to', label: string) => (
    <Input
      value={row[part]}
      maxLength={5}
      disabled={disabled}
      autoComplete="off"
      aria-label={label}
      onChange={(event) => change(row.key, { [part]: event.target.value })}
      onBlur={() => {
        const read = clockTime(row[part])
        if (read !== null && read !== row[part]) change(row.key, { [part]: read })
      }}
    />
  )
  return (
    <div id={id} ref={list} className={styles.editor}>
      {value.length === 0 && <p className={styles.always}>{t('groups.hours.always')}</p>}
      {value.map((row, index) => {
        const name = t('groups.hours.row', { number: index + 1 })
        const problem = (errors?.length ?? 0) > 0 ? problemOfRow(row) : null
        return (
          <fieldset key={row.key} data-row={row.key} className={styles.row} aria-label={name}>
            <Checkbox.Group
              value={[...row.days]}
              disabled={disabled}
              options={weekdays.map((day) => ({ value: day, label: weekdayText(day) }))}
              onChange={(days) => change(row.key, { days })}
            />
            <span className={styles.times}>
              {time(row, 'from', t('groups.hours.from', { name }))}
              {'–'}
              {time(row, 'to', t('groups.hours.to', { name }))}
            </span>
            {!disabled && (
              <span className={styles.acts}>
                <Button
                  type="text"
                  icon={<CopyOutlined aria-hidden />}
                  aria-label={t('groups.hours.copy', { name })}
                  title={t('groups.hours.copyTitle')}
                  disabled={value.length >= maxRows}
                  onClick={() => insert(index + 1, copyOf(row))}
                />
                <Button
                  type="text"
                  danger
                  icon={<DeleteOutlined aria-hidden />}
                  aria-label={t('groups.hours.remove', { name })}
                  onClick={() => remove(index)}
                />
              </span>
            )}
            {problem && <p className={styles.problem}>{t(`groups.hours.problems.${problem}`)}</p>}
          </fieldset>
        )
      })}
      {!disabled && value.length < maxRows && (
        <Button
          type="dashed"
          block
          icon={<PlusOutlined aria-hidden />}
          onClick={() => insert(value.length, officeRow())}
        >
          {t('groups.hours.add')}
        </Button>
      )}
    </div>
  )
}
