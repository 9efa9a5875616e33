import { route, type Route } from '../../platform/http/routes.ts'
import { createExport, exportFile, listExports, readExport, removeExport } from './service.ts'

export const routes: Route[] = [
  route('GET /api/exports', async ({ ctx, actor }) => listExports({ ctx, actor })),
  route('POST /api/exports', async ({ ctx, actor, input, http }) =>
    createExport({ ctx, actor, language: http.language, request: input.body }),
  ),
  route('GET /api/exports/:id', async ({ ctx, actor, input }) =>
    readExport({ ctx, actor, id: input.params.id }),
  ),
  route('GET /api/exports/:id/file', async ({ ctx, actor, input }) =>
    exportFile({ ctx, actor, id: input.params.id }),
  ),
  route('DELETE /api/exports/:id', async ({ ctx, actor, input }) =>
    removeExport({ ctx, actor, id: input.params.id }),
  ),
]
