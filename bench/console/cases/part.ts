import type { Sample } from '../data/samples.ts'
import type { Asked } from './case.ts'

/** What one part of a question adds to the request and to the query by hand; each `$` stands for one value. */
export interface Part {
  readonly query: Record<string, string>
  readonly where: string
  readonly values: readonly unknown[]
}
export type PartOf = (sample: Sample) => Part

/** All parts together. `more` adds a condition that no query asks for; it hands a value's place. */
export function together(
  parts: readonly Part[],
  sqlOf: (where: readonly string[]) => string,
  more?: (place: (value: unknown) => string) => string,
): Asked {
  const values: unknown[] = []
  const place = (value: unknown): string => `$${values.push(value)}`
  const where = parts.map((part) => {
    const left = [...part.values]
    return part.where.replaceAll('$', () => place(left.shift()))
  })
  if (more) where.push(more(place))
  const query = Object.assign({}, ...parts.map((part) => part.query)) as Record<string, string>
  return { query, sql: sqlOf(where), values }
}

export const whereOf = (where: readonly string[]): string =>
  where.length > 0 ? `where ${where.join(' and ')}` : ''
