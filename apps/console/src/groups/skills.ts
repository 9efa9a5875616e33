/** Skills of a group: business items, shown as the tree of types and items that they are (manual 3.18). */
import type { BusinessTypeSettings } from '@veridesk/contract/business-types'

type Type = Pick<BusinessTypeSettings, 'name' | 'items'>

/** How a language writes what `skillWords` joins. */
export interface SkillWriting {
  readonly whole: string
  readonly comma: string
  readonly labelled: (label: string, value: string) => string
}

/** A line for each type that has a skill: 理赔（全部）, 保全：变更投保人、退保. */
export function skillWords(
  types: readonly Type[],
  itemIds: readonly string[],
  { whole, comma, labelled }: SkillWriting,
): string[] {
  const held = new Set(itemIds)
  return types.flatMap(({ name, items }) => {
    const names = items.filter((item) => held.has(item.id)).map((item) => item.name)
    if (names.length === 0) return []
    return names.length === items.length && items.length > 1
      ? [`${name}${whole}`]
      : [labelled(name, names.join(comma))]
  })
}

/** With all of these items, or without any of them. */
export function withItems(
  held: readonly string[],
  items: readonly string[],
  wanted: boolean,
): string[] {
  const rest = held.filter((id) => !items.includes(id))
  return wanted ? [...rest, ...items] : rest
}

/** A type is held wholly, in part or not at all. */
export function shareOf(type: Type, held: readonly string[]): 'all' | 'some' | 'none' {
  const count = type.items.filter((item) => held.includes(item.id)).length
  if (count === 0) return 'none'
  return count === type.items.length ? 'all' : 'some'
}
