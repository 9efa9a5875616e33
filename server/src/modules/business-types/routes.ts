import { route, type Route } from '../../platform/http/routes.ts'
import {
  addBusinessType,
  deleteBusinessType,
  orderBusinessTypes,
  readBusinessTypes,
  saveBusinessType,
} from './edit.ts'
import { listBusinessTypes } from './service.ts'

export const routes: Route[] = [
  route('GET /api/business-types', async ({ ctx }) => ({
    items: await listBusinessTypes({ ctx }),
  })),
  route('GET /api/settings/business-types', async ({ ctx }) => ({
    items: await readBusinessTypes({ ctx }),
  })),
  route('POST /api/settings/business-types', async ({ ctx, actor, input }) =>
    addBusinessType({ ctx, actor, input: input.body }),
  ),
  route('PUT /api/settings/business-types/order', async ({ ctx, actor, input }) => ({
    items: await orderBusinessTypes({ ctx, actor, input: input.body }),
  })),
  route('PUT /api/settings/business-types/:id', async ({ ctx, actor, input }) =>
    saveBusinessType({ ctx, actor, id: input.params.id, input: input.body }),
  ),
  route('DELETE /api/settings/business-types/:id', async ({ ctx, actor, input }) =>
    deleteBusinessType({ ctx, actor, id: input.params.id, version: input.query.version }),
  ),
]
