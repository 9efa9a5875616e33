import { route, type Route } from '../../platform/http/routes.ts'
import { enterByPhone } from '../seats/enter-by-phone.ts'
import { welcome } from '../seats/welcome.ts'
import { askPhoneCode } from './ask-code.ts'
import { phoneChoice } from './choice.ts'
import { front } from './front.ts'
import { proofExpiry, provenPhone, provePhone } from './proof.ts'

export const routes: Route[] = [
  route('GET /api/customer/front', async ({ ctx }) => front(ctx)),
  route('POST /api/customer/phone/code', async ({ ctx, input, http }) =>
    askPhoneCode({ ctx, phone: input.body.phone, address: http.address }),
  ),
  route('POST /api/customer/phone/verify', async ({ ctx, input, http }) => {
    const token = await provePhone({ ctx, ...input.body, device: http })
    http.setCookie('vd_phone', token, proofExpiry(ctx.clock.now()))
    return phoneChoice(ctx, input.body.phone)
  }),
  route('GET /api/customer/phone', async ({ ctx, http }) =>
    phoneChoice(ctx, await provenPhone(ctx, http.cookie('vd_phone'))),
  ),
  route('POST /api/customer/phone/enter', async ({ ctx, input, http }) => {
    const phone = await provenPhone(ctx, http.cookie('vd_phone'))
    const ownToken = http.cookie('vd_seat')
    return welcome(
      ctx,
      http,
      await enterByPhone({ ctx, phone, choice: input.body, ownToken, device: http }),
    )
  }),
]
