import { route, type Route } from '../../platform/http/routes.ts'
import { addGroup, deleteGroup, listGroups, saveGroup } from './service.ts'

export const routes: Route[] = [
  route('GET /api/groups', async ({ ctx }) => ({ items: await listGroups({ ctx }) })),
  route('POST /api/groups', async ({ ctx, actor, input }) =>
    addGroup({ ctx, actor, input: input.body }),
  ),
  route('PUT /api/groups/:id', async ({ ctx, actor, input }) =>
    saveGroup({ ctx, actor, id: input.params.id, input: input.body }),
  ),
  route('DELETE /api/groups/:id', async ({ ctx, actor, input }) =>
    deleteGroup({ ctx, actor, id: input.params.id, version: input.query.version }),
  ),
]
