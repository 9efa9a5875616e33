import { route, type Route } from '../../platform/http/routes.ts'
import { addPhoto } from './add-photo.ts'
import { openPhoto, readPhotosOfOrder } from './service.ts'

export const routes: Route[] = [
  route('GET /api/work-orders/:id/photos', async ({ ctx, actor, input }) => ({
    items: await readPhotosOfOrder({ ctx, actor, workOrderId: input.params.id }),
  })),
  route('GET /api/photos/:id/:variant', async ({ ctx, actor, input }) =>
    openPhoto({ ctx, actor, ...input.params }),
  ),
  route('PUT /api/calls/:id/photos/:photoId', async ({ ctx, actor, input }) =>
    addPhoto({
      ctx,
      actor,
      given: {
        callId: input.params.id,
        photoId: input.params.photoId,
        method: input.query.method,
        bytes: input.body,
      },
    }),
  ),
  route('PUT /api/customer/calls/:id/photos/:photoId', async ({ ctx, actor, input }) =>
    addPhoto({
      ctx,
      actor,
      given: {
        callId: input.params.id,
        photoId: input.params.photoId,
        method: input.query.method,
        bytes: input.body,
      },
    }),
  ),
]
