import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { audit } from '../audit/service.ts'
import { createLink } from '../links/service.ts'
import { readSettings } from '../settings/service.ts'
import { enqueueLink } from '../sms/service.ts'

/** Sends the customer a new link (manual 3.4, 3.5). Tokens rest hashed, so every message has a link of its own. */
export async function sendLinkMessage(
  ctx: AppContext,
  tx: Tx,
  actor: AccountActor,
  order: {
    workOrderId: string
    contactPhone: string
    businessType: string
    businessItem: string
    baseUrl: string
  },
): Promise<void> {
  const { workOrderId, contactPhone, businessType, businessItem, baseUrl } = order
  const { linkHours: hours } = await readSettings(tx)
  const url = await createLink(tx, { workOrderId, hours, baseUrl })
  const messageId = await enqueueLink(ctx, tx, {
    workOrderId,
    phone: contactPhone,
    businessType,
    businessItem,
    url,
    hours,
  })
  await audit(tx, actor, 'sms.send', {
    workOrderId,
    targetId: messageId,
    details: { kind: 'link' },
  })
}
