import { route, type Route } from '../../platform/http/routes.ts'
import { listBusinessTypes } from './service.ts'

export const routes: Route[] = [
  route('GET /api/business-types', async ({ ctx }) => ({
    items: await listBusinessTypes({ ctx }),
  })),
]
