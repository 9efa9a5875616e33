import type { InputRef } from 'antd'
import { useEffect, useEffectEvent, useRef, useState, type RefObject } from 'react'
import { nextRow, rowAction, type Focus } from './row-keys.ts'

const writing =
  'input, textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"], [role="listbox"]'

function focusOf(target: Element, rows: readonly Element[]): Focus {
  if (target.closest(writing)) return 'writing'
  if (rows.includes(target)) return 'row'
  return target === document.body ? 'page' : 'control'
}

interface Options<Row> {
  readonly rows: readonly Row[]
  /** Where / leads. */
  readonly search: RefObject<Pick<InputRef, 'focus'> | null>
  readonly onOpen: (row: Row) => void
}

/**
 * Walks a table's rows by keyboard: one of them is in the tab order, the one stood on last. `list` goes around
 * the table, `rowProps` to its `onRow`.
 */
export function useRowKeys<Row extends { readonly id: string }>(options: Options<Row>) {
  const { rows, onOpen } = options
  const list = useRef<HTMLDivElement>(null)
  const [stoodOn, setStoodOn] = useState<string | null>(null)
  const inOrder = rows.some((row) => row.id === stoodOn) ? stoodOn : (rows[0]?.id ?? null)

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
    if (!(event.target instanceof Element)) return
    const elements = [...(list.current?.querySelectorAll('tr[data-row-key]') ?? [])]
    const action = rowAction(event.key, focusOf(event.target, elements))
    if (!action) return
    event.preventDefault()
    const at = elements.indexOf(event.target)
    if (action === 'search') options.search.current?.focus({ cursor: 'all' })
    else if (action === 'open') {
      const row = rows[at]
      if (row) onOpen(row)
    } else {
      const next = elements[nextRow(at, elements.length, action)]
      if (next instanceof HTMLElement) next.focus()
    }
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])

  return {
    list,
    rowProps: (row: Row) => ({
      tabIndex: row.id === inOrder ? 0 : -1,
      onFocus: () => setStoodOn(row.id),
      onClick: (event: React.MouseEvent) => {
        // Links and buttons in a row do their own; marking text opens nothing.
        if ((event.target as Element).closest('a, button')) return
        if (getSelection()?.isCollapsed !== false) onOpen(row)
      },
    }),
  }
}
