import { route, type Route } from '../../platform/http/routes.ts'
import { changeStateByHand } from '../agents/service.ts'
import { setUp } from './first-administrator.ts'
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
    await changeStateByHand({ ctx, actor, state: input.body.state })
    return readMe({ ctx, actor })
  }),
]
