/** Reading a list's address: what makes no sense there is as good as absent. */

export function readId(params: URLSearchParams, name: string): string | undefined {
  const value = params.get(name) ?? ''
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value) ? value : undefined
}

export function readOne<T extends string>(
  params: URLSearchParams,
  name: string,
  of: readonly T[],
): T | undefined {
  return of.find((each) => each === params.get(name))
}

/** One line of at most `max` characters, as the contract takes it. */
export function readLine(params: URLSearchParams, name: string, max: number): string | undefined {
  const text = (params.get(name) ?? '').replace(/\p{Cc}+/gu, ' ').trim()
  // Never half of a character that takes two units.
  return text.slice(0, max).replace(/[\uD800-\uDBFF]$/, '') || undefined
}

/** Sets what is there; the rest stays out of the address. */
export function writeAll(
  params: URLSearchParams,
  values: Readonly<Record<string, string | undefined>>,
): void {
  for (const [name, value] of Object.entries(values)) if (value) params.set(name, value)
}

/** An object without its undefined entries, as the contract wants optional fields. */
export function given<T extends Readonly<Record<string, unknown>>>(
  values: T,
): { readonly [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    readonly [K in keyof T]?: Exclude<T[K], undefined>
  }
}

/** A filter with one condition set, or without it. */
export function withOne<F extends object, K extends keyof F>(
  filter: F,
  name: K,
  value: F[K] | undefined,
): F {
  const { [name]: _, ...rest } = filter
  return (value === undefined ? rest : { ...rest, [name]: value }) as F
}
