import { route, type Route } from '../../platform/http/routes.ts'
import { readEntry, saveEntry } from './entry.ts'
import {
  changeLogo,
  openLogo,
  readInstitution,
  removeLogo,
  saveInstitution,
} from './institution.ts'
import { readNotice, saveNotice } from './notice.ts'
import { readRouting, saveRouting } from './routing.ts'

export const routes: Route[] = [
  route('GET /api/settings/institution', async ({ ctx }) => readInstitution({ ctx })),
  route('PUT /api/settings/institution', async ({ ctx, actor, input }) =>
    saveInstitution({ ctx, actor, input: input.body }),
  ),
  route('PUT /api/settings/institution/logo', async ({ ctx, actor, input }) =>
    changeLogo({ ctx, actor, version: input.query.version }, input.body),
  ),
  route('DELETE /api/settings/institution/logo', async ({ ctx, actor, input }) =>
    removeLogo({ ctx, actor, version: input.query.version }),
  ),
  route('GET /api/institution/logo/:sha256', async ({ ctx, input }) =>
    openLogo({ ctx, sha256: input.params.sha256 }),
  ),
  route('GET /api/settings/notice', async ({ ctx }) => readNotice({ ctx })),
  route('PUT /api/settings/notice', async ({ ctx, actor, input }) =>
    saveNotice({ ctx, actor, input: input.body }),
  ),
  route('GET /api/settings/routing', async ({ ctx }) => readRouting({ ctx })),
  route('PUT /api/settings/routing', async ({ ctx, actor, input }) =>
    saveRouting({ ctx, actor, input: input.body }),
  ),
  route('GET /api/settings/entry', async ({ ctx }) => readEntry({ ctx })),
  route('PUT /api/settings/entry', async ({ ctx, actor, input }) =>
    saveEntry({ ctx, actor, input: input.body }),
  ),
]
