/** The value, or null after `ms`; what comes later is forgotten, a late rejection too. */
export function within<T>(ms: number, value: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(resolve, ms, null)
  })
  return Promise.race([value, late]).finally(() => clearTimeout(timer))
}
