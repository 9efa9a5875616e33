/** Who can still be put into a group. */
interface Person {
  readonly id: string
  readonly username: string
  readonly name: string
}

interface Agent extends Person {
  readonly disabled: boolean
}

/** A longer list is searched, not scrolled. */
export const shownAtOnce = 100

/** Agents outside the group whose name or username holds the words; `more` are not shown. */
export function candidates<T extends Agent>(
  agents: readonly T[],
  members: readonly Pick<Person, 'id'>[],
  search: string,
): { readonly shown: readonly T[]; readonly more: number } {
  const inside = new Set(members.map((member) => member.id))
  const words = search.trim().toLowerCase()
  const found = agents.filter(
    (agent) =>
      !agent.disabled &&
      !inside.has(agent.id) &&
      (agent.name.toLowerCase().includes(words) || agent.username.toLowerCase().includes(words)),
  )
  return { shown: found.slice(0, shownAtOnce), more: Math.max(0, found.length - shownAtOnce) }
}
