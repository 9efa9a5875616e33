import { route, type Route } from '../../platform/http/routes.ts'
import { readChain } from './chain.ts'
import { searchAudit } from './search.ts'

export const routes: Route[] = [
  route('GET /api/audit', async ({ ctx, actor, input }) =>
    searchAudit({ ctx, actor, query: input.query }),
  ),
  route('GET /api/audit/chain', async ({ ctx }) => readChain({ ctx })),
]
