import { QueryClient } from '@tanstack/react-query'
import { ApiError } from '@veridesk/contract/api-client'

/** Refetching is the socket's business (law 6), not the window's focus: every whole view of an order is audited. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
        networkMode: 'always',
        retry: (failures, error) =>
          failures < 2 && error instanceof ApiError && error.status >= 500,
        retryDelay: 1000,
      },
      mutations: { networkMode: 'always' },
    },
  })
}
