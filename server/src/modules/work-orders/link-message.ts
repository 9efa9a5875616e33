import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { Tx } from '../../database.ts'
import { audit } from '../audit/service.ts'
import { createLink } from '../links/service.ts'
import { readSettings } from '../settings/service.ts'
import { enqueueSms } from '../sms/service.ts'
import { linkText } from '../sms/texts.ts'

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
  const settings = await readSettings(tx)
  const hours = settings.linkHours
  const url = await createLink(tx, { workOrderId, hours, baseUrl })
  const text = linkText(settings, { businessType, businessItem, url, hours })
  const messageId = await enqueueSms(ctx, tx, {
    workOrderId,
    kind: 'link',
    phone: contactPhone,
    text,
  })
  await audit(tx, actor, 'sms.send', {
    workOrderId,
    targetId: messageId,
    details: { kind: 'link' },
  })
}
