import { route, type Route } from '../../platform/http/routes.ts'
import { changeStateByHand } from '../agents/service.ts'
import { createByAdministrator } from './create.ts'
import { editAccount } from './edit.ts'
import { deleteAccount, disable, enable, kick } from './exclude.ts'
import { setUp } from './first-administrator.ts'
import { beginImport, checkImport, readImport } from './import.ts'
import { listAccounts, viewAccount } from './list.ts'
import { changePassword, editProfile, readProfile } from './profile.ts'
import { resetByAdministrator } from './reset-password.ts'
import { readMe, signOut } from './service.ts'
import { signIn } from './sign-in.ts'

export const routes: Route[] = [
  route('POST /api/sessions', async ({ ctx, input, http }) => {
    const { actor, token, expiresAt } = await signIn({
      ctx,
      input: input.body,
      ownToken: http.cookie('vd_session'),
      address: http.address,
      userAgent: http.userAgent,
    })
    http.setCookie('vd_session', token, expiresAt)
    return readMe({ ctx, actor })
  }),
  route('POST /api/setup', async ({ ctx, input }) => setUp({ ctx, input: input.body })),
  route('DELETE /api/sessions/current', async ({ ctx, actor, http }) => {
    await signOut({ ctx, actor })
    http.clearCookie('vd_session')
  }),
  route('GET /api/me', async ({ ctx, actor }) => readMe({ ctx, actor })),
  route('PUT /api/me/state', async ({ ctx, actor, input }) => {
    await changeStateByHand({ ctx, actor, ...input.body })
    return readMe({ ctx, actor })
  }),
  route('GET /api/me/profile', async ({ ctx, actor }) => readProfile({ ctx, actor })),
  route('PUT /api/me/profile', async ({ ctx, actor, input }) =>
    editProfile({ ctx, actor, input: input.body }),
  ),
  route('PUT /api/me/password', async ({ ctx, actor, input }) =>
    changePassword({ ctx, actor, input: input.body }),
  ),
  route('GET /api/accounts', async ({ ctx, input }) => listAccounts({ ctx, input: input.query })),
  route('POST /api/accounts', async ({ ctx, actor, input }) =>
    createByAdministrator({ ctx, actor, input: input.body }),
  ),
  route('POST /api/accounts/import/check', async ({ ctx, input }) =>
    checkImport({ ctx, bytes: input.body }),
  ),
  route('POST /api/accounts/import', async ({ ctx, actor, input }) =>
    beginImport({ ctx, actor, bytes: input.body }),
  ),
  route('GET /api/accounts/import/:id', async ({ ctx, actor, input }) =>
    readImport({ ctx, actor, id: input.params.id }),
  ),
  route('GET /api/accounts/:id', async ({ ctx, actor, input }) =>
    viewAccount({ ctx, actor, id: input.params.id }),
  ),
  route('PUT /api/accounts/:id', async ({ ctx, actor, input }) =>
    editAccount({ ctx, actor, id: input.params.id, input: input.body }),
  ),
  route('PUT /api/accounts/:id/password', async ({ ctx, actor, input }) =>
    resetByAdministrator({ ctx, actor, id: input.params.id, password: input.body.password }),
  ),
  route('POST /api/accounts/:id/kick', async ({ ctx, actor, input }) =>
    kick({ ctx, actor, id: input.params.id, call: input.body.call }),
  ),
  route('POST /api/accounts/:id/disable', async ({ ctx, actor, input }) =>
    disable({ ctx, actor, id: input.params.id, call: input.body.call }),
  ),
  route('POST /api/accounts/:id/enable', async ({ ctx, actor, input }) =>
    enable({ ctx, actor, id: input.params.id }),
  ),
  route('DELETE /api/accounts/:id', async ({ ctx, actor, input }) =>
    deleteAccount({ ctx, actor, id: input.params.id, call: input.query.call }),
  ),
]
