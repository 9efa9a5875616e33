import type { PhoneChoice } from '@veridesk/contract/customer'
import type { AppContext } from '../../context.ts'
import { listBusinessTypes } from '../business-types/service.ts'
import { institutionOf } from '../settings/service.ts'
import { maskPhone } from '../work-orders/mask.ts'
import { openOrdersOf } from '../work-orders/of-phone.ts'

/** What a proven phone may choose from: its open orders, and every business item for another matter. */
export async function phoneChoice(ctx: AppContext, phone: string): Promise<PhoneChoice> {
  const [institution, orders, types] = await Promise.all([
    institutionOf(ctx),
    openOrdersOf(ctx.db, phone),
    listBusinessTypes({ ctx }),
  ])
  return {
    institution,
    phone: maskPhone(phone),
    orders,
    businessTypes: types
      .filter(({ items }) => items.length > 0)
      .map(({ id, name, items }) => ({ id, name, items })),
    serverTime: ctx.clock.now().toISOString(),
  }
}
