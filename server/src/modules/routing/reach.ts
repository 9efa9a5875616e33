/** Which groups lead an agent to a call: those with its item among their skills, and those that they flow over to. */

export interface Group {
  readonly groupId: string
  readonly itemIds: ReadonlySet<string>
  readonly ringSeconds: number | null
  readonly overflowGroupId: string | null
  readonly overflowAfterSeconds: number | null
}

export interface Way {
  readonly groupId: string
  readonly ringSeconds: number | null
  /** How long the call must have waited. */
  readonly afterSeconds: number
}

export interface Reach {
  /** The ways of whoever is in these groups to this call, its own groups first, older groups before younger ones. */
  ways(
    call: { readonly itemId: string; readonly waitedSeconds: number },
    groupIds: readonly string[],
  ): readonly Way[]
}

function waysToItem(groups: readonly Group[], itemId: string): Way[] {
  const own = groups.filter((group) => group.itemIds.has(itemId))
  const direct = own.map(({ groupId, ringSeconds }) => ({ groupId, ringSeconds, afterSeconds: 0 }))
  const overflow = groups.flatMap((group) => {
    if (own.includes(group)) return []
    const waits = own.flatMap((each) =>
      each.overflowGroupId === group.groupId ? (each.overflowAfterSeconds ?? []) : [],
    )
    const { groupId, ringSeconds } = group
    return waits.length > 0 ? [{ groupId, ringSeconds, afterSeconds: Math.min(...waits) }] : []
  })
  return [...direct, ...overflow]
}

/** `groups`: living ones, the oldest first. */
export function reachOf(groups: readonly Group[]): Reach {
  const ofItems = new Map<string, Way[]>()
  // Agents come in few sets of groups: each is looked at once for an item.
  const ofSets = new Map<string, Way[]>()
  function waysOfSet(itemId: string, groupIds: readonly string[]): readonly Way[] {
    const key = [itemId, ...groupIds].join(' ')
    let ways = ofSets.get(key)
    if (!ways) {
      const all = ofItems.get(itemId) ?? waysToItem(groups, itemId)
      ofItems.set(itemId, all)
      ways = all.filter((way) => groupIds.includes(way.groupId))
      ofSets.set(key, ways)
    }
    return ways
  }
  return {
    ways({ itemId, waitedSeconds }, groupIds) {
      const ways = waysOfSet(itemId, groupIds)
      const open = (way: Way) => way.afterSeconds <= waitedSeconds
      return ways.every(open) ? ways : ways.filter(open)
    },
  }
}
