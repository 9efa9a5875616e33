import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import type { Draft } from './order-draft.ts'

/**
 * What was typed about an order and not sent: it outlives tabs, a call that is answered meanwhile, and every
 * page, but not the session, which clears the query cache.
 */
export interface Unsent {
  readonly draft: Draft | null
  readonly remark: string
}

const nothing: Unsent = { draft: null, remark: '' }

export function useUnsent(orderId: string) {
  const client = useQueryClient()
  const held = useQuery<Unsent>({
    queryKey: ['unsent', orderId],
    queryFn: skipToken,
    staleTime: Infinity,
    gcTime: Infinity,
  })
  const unsent = held.data ?? nothing
  const keep = useCallback(
    (changes: Partial<Unsent>) =>
      client.setQueryData<Unsent>(['unsent', orderId], (before) => ({
        ...(before ?? nothing),
        ...changes,
      })),
    [client, orderId],
  )
  const drop = useCallback(() => keep(nothing), [keep])
  return { ...unsent, isUnsent: unsent.draft !== null || unsent.remark.trim() !== '', keep, drop }
}
