import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Checkbox, Input } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import styles from './rows-editor.module.css'
import { moved, row, type Row } from './rows.ts'

interface Props {
  readonly id?: string
  readonly value?: readonly Row[]
  readonly onChange?: (rows: readonly Row[]) => void
  readonly disabled: boolean
  /** What one row is called. */
  readonly noun: string
  readonly max: number
  /** Rows carry a tick 必拍. */
  readonly withRequired?: boolean
}

/** Rows that are named, ordered (also with Alt+↑ and Alt+↓ in a name), added and removed. */
export function RowsEditor({
  id,
  value = [],
  onChange,
  disabled,
  noun,
  max,
  withRequired = false,
}: Props) {
  const { t } = useTranslation()
  const list = useRef<HTMLUListElement>(null)
  /** What takes the focus once the list is drawn anew: moving a row takes it away. */
  const next = useRef<string | null>(null)
  useEffect(() => {
    if (next.current) list.current?.querySelector<HTMLElement>(next.current)?.focus()
    next.current = null
  }, [value])

  const move = (index: number, by: -1 | 1, part: 'name' | 'up' | 'down') => {
    const entry = value[index]
    if (!entry) return
    next.current = `[data-part="${entry.key}/${part}"]`
    onChange?.(moved(value, index, by))
  }
  const change = (key: string, over: Partial<Row>) =>
    onChange?.(value.map((each) => (each.key === key ? { ...each, ...over } : each)))
  const add = () => {
    const fresh = row()
    next.current = `[data-part="${fresh.key}/name"]`
    onChange?.([...value, fresh])
  }
  const remove = (index: number) => {
    const neighbour = value[index + 1] ?? value[index - 1]
    next.current = neighbour ? `[data-part="${neighbour.key}/name"]` : null
    onChange?.(value.toSpliced(index, 1))
  }
  return (
    <div id={id} className={styles.editor}>
      <ul ref={list} className={styles.rows}>
        {value.map((each, index) => {
          const name = each.name.trim() || `${noun} ${index + 1}`
          return (
            <li key={each.key} className={styles.row}>
              <Input
                data-part={`${each.key}/name`}
                value={each.name}
                maxLength={20}
                disabled={disabled}
                autoComplete="off"
                aria-label={`${noun} ${index + 1}`}
                onChange={(event) => change(each.key, { name: event.target.value })}
                onKeyDown={(event) => {
                  if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown'))
                    return
                  event.preventDefault()
                  move(index, event.key === 'ArrowUp' ? -1 : 1, 'name')
                }}
                onPressEnter={(event) => {
                  // Enter goes on to the next row; 保存 saves.
                  event.preventDefault()
                  if (index === value.length - 1 && value.length < max) add()
                }}
              />
              {withRequired && (
                <Checkbox
                  className={styles.required ?? ''}
                  checked={each.required}
                  disabled={disabled}
                  aria-label={t('businessTypes.requiredOf', { name })}
                  onChange={(event) => change(each.key, { required: event.target.checked })}
                >
                  {t('businessTypes.required')}
                </Checkbox>
              )}
              {!disabled && (
                <>
                  <Button
                    type="text"
                    data-part={`${each.key}/up`}
                    icon={<ArrowUpOutlined aria-hidden />}
                    aria-label={t('businessTypes.up', { name })}
                    disabled={index === 0}
                    onClick={() => move(index, -1, index === 1 ? 'down' : 'up')}
                  />
                  <Button
                    type="text"
                    data-part={`${each.key}/down`}
                    icon={<ArrowDownOutlined aria-hidden />}
                    aria-label={t('businessTypes.down', { name })}
                    disabled={index === value.length - 1}
                    onClick={() => move(index, 1, index === value.length - 2 ? 'up' : 'down')}
                  />
                  <Button
                    type="text"
                    danger
                    icon={<DeleteOutlined aria-hidden />}
                    aria-label={t('businessTypes.remove', { name })}
                    onClick={() => remove(index)}
                  />
                </>
              )}
            </li>
          )
        })}
      </ul>
      {!disabled && value.length < max && (
        <Button type="dashed" block icon={<PlusOutlined aria-hidden />} onClick={add}>
          {t('businessTypes.add', { noun })}
        </Button>
      )}
    </div>
  )
}
