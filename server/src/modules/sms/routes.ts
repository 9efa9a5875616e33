import { route, type Route } from '../../platform/http/routes.ts'
import { readOutbox } from './service.ts'

export const routes: Route[] = [
  route('GET /api/sms/outbox', async ({ ctx, actor }) => ({
    items: await readOutbox({ ctx, actor }),
  })),
]
