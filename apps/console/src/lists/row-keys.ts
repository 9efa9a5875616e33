/** The keys of a list: / to the search box, j k and the arrows through the rows, Enter opens. */

/** Where the keyboard is: on a row, nowhere in particular, on another control, or where one writes or decides. */
export type Focus = 'row' | 'page' | 'control' | 'writing'
export type RowAction = 'search' | 'next' | 'previous' | 'open'

/** What a key means there; null where it is not ours. Arrows and Enter belong to a control that has the focus. */
export function rowAction(key: string, focus: Focus): RowAction | null {
  if (focus === 'writing') return null
  if (key === '/') return 'search'
  if (key === 'j') return 'next'
  if (key === 'k') return 'previous'
  if (focus === 'control') return null
  if (key === 'ArrowDown') return 'next'
  if (key === 'ArrowUp') return 'previous'
  return key === 'Enter' && focus === 'row' ? 'open' : null
}

/** The row to stand on next, from `current` (-1: none yet) of `count`; the ends hold. */
export function nextRow(current: number, count: number, action: 'next' | 'previous'): number {
  if (count === 0) return -1
  if (current < 0) return action === 'next' ? 0 : count - 1
  return action === 'next' ? Math.min(current + 1, count - 1) : Math.max(current - 1, 0)
}
