import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { callQuery, keys } from './queries.ts'

/** Which queries an event of this topic makes stale (contract/realtime.ts). */
export function keyOf(topic: string): QueryKey | null {
  if (topic === 'account' || topic === 'queue') return keys.me
  if (topic === 'work-orders') return keys.workOrders
  if (topic === 'accounts') return keys.accounts
  if (topic === 'groups') return keys.groups
  if (topic === 'settings') return keys.settings
  if (topic === 'board') return keys.board
  const [kind, id] = topic.split(':')
  if (kind === 'work-order' && id) return keys.workOrder(id)
  if (kind === 'call' && id) return keys.call(id)
  if (kind === 'export' && id) return keys.exports
  return null
}

/** The page has read that call, as its own command's answer perhaps, at this version or a later one. */
export function isKnown(client: QueryClient, topic: string, version: number): boolean {
  const [kind, id] = topic.split(':')
  if (kind !== 'call' || !id) return false
  const held = client.getQueryData(callQuery(id).queryKey)
  return held !== undefined && held.version >= version
}

/** Ring and call are shown at once; lists and counts may wait for the rest of a burst. */
export function isUrgent(topic: string): boolean {
  return topic === 'account' || topic.startsWith('call:')
}
