/** Whether whoever overflows to `to` comes to `id`, now or further on. `overflows`: where each group overflows to. */
export function leadsTo(
  id: string,
  to: string,
  overflows: ReadonlyMap<string, string | null>,
): boolean {
  const passed = new Set<string>()
  for (let at: string | null = to; at !== null && !passed.has(at); at = overflows.get(at) ?? null) {
    if (at === id) return true
    passed.add(at)
  }
  return false
}
