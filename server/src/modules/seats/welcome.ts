import type { CustomerView } from '@veridesk/contract'
import type { AppContext } from '../../context.ts'
import type { Exchange } from '../../platform/http/routes.ts'
import type { Seated } from './enter.ts'
import { cookieExpiry } from './service.ts'
import { customerView } from './view.ts'

/** Answers whoever has taken a seat: the device keeps it in a cookie. */
export function welcome(ctx: AppContext, http: Exchange, seated: Seated): Promise<CustomerView> {
  http.setCookie('vd_seat', seated.token, cookieExpiry(ctx.clock.now()))
  return customerView(ctx, seated.seatId)
}
