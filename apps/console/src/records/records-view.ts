/** How one reads 处理记录: the person's choice, kept on this device. */
export const views = ['tables', 'timeline'] as const
export type View = (typeof views)[number]

const key = 'veridesk.records-view'

export function chosenView(): View {
  return views.find((view) => view === localStorage.getItem(key)) ?? 'tables'
}

export function chooseView(view: View): void {
  localStorage.setItem(key, view)
}
