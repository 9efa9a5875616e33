/** How a photo is looked at: size and turn belong to the eye, the file stays as it is. */
export interface View {
  readonly zoom: number
  /** Degrees clockwise: 0, 90, 180, 270. */
  readonly turn: number
}

export const plainView: View = { zoom: 1, turn: 0 }

const steps = [0.5, 0.75, 1, 1.5, 2, 3, 4] as const

/** One step larger (`1`) or smaller (`-1`); the ends stay. */
export function zoomed(view: View, direction: 1 | -1): View {
  const at = steps.findIndex((step) => step === view.zoom)
  return { ...view, zoom: steps[at + direction] ?? view.zoom }
}

export function turned(view: View): View {
  return { ...view, turn: (view.turn + 90) % 360 }
}

/** The neighbour of `id`, or null at the end of the row. */
export function neighbour<T extends { readonly id: string }>(
  items: readonly T[],
  id: string,
  direction: 1 | -1,
): T | null {
  return items[items.findIndex((item) => item.id === id) + direction] ?? null
}
