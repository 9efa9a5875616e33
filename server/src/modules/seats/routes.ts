import { route, type Route } from '../../platform/http/routes.ts'
import { sendCode } from './code.ts'
import { giveConsent } from './consent.ts'
import { enter } from './enter.ts'
import { takeOver } from './take-over.ts'
import { customerView } from './view.ts'
import { welcome } from './welcome.ts'

export const routes: Route[] = [
  route('POST /api/customer/enter', async ({ ctx, input, http }) =>
    welcome(
      ctx,
      http,
      await enter({
        ctx,
        token: input.body.token,
        ownToken: http.cookie('vd_seat'),
        device: http,
      }),
    ),
  ),
  route('POST /api/customer/code', async ({ ctx, input, http }) =>
    sendCode({ ctx, token: input.body.token, address: http.address }),
  ),
  route('POST /api/customer/take-over', async ({ ctx, input, http }) =>
    welcome(ctx, http, await takeOver({ ctx, ...input.body, device: http })),
  ),
  route('GET /api/customer/session', async ({ ctx, actor }) => customerView(ctx, actor.seatId)),
  route('POST /api/customer/consent', async ({ ctx, actor, input }) => {
    await giveConsent({ ctx, actor, noticeVersion: input.body.noticeVersion })
    return customerView(ctx, actor.seatId)
  }),
]
