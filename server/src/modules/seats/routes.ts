import type { AppContext } from '../../context.ts'
import { route, type Exchange, type Route } from '../../platform/http/routes.ts'
import { sendCode } from './code.ts'
import { giveConsent } from './consent.ts'
import { enter, type Seated } from './enter.ts'
import { cookieExpiry } from './service.ts'
import { takeOver } from './take-over.ts'
import { customerView } from './view.ts'

/** The device keeps its seat in a cookie. */
function welcome(ctx: AppContext, http: Exchange, seated: Seated) {
  http.setCookie('vd_seat', seated.token, cookieExpiry(ctx.clock.now()))
  return customerView(ctx, seated.seatId)
}

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
