/** A link's message opens the mini program where the institution has one and WeChat gives a URL Link (manual 4.1). */
import { z } from 'zod'
import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { audit } from '../audit/service.ts'
import { failureOf, NoUrlLink, type UrlLinks } from '../wechat/port.ts'
import { tellOrderPage } from '../work-orders/tell.ts'
import { compose } from './compose.ts'
import { type claimQueued, keepPlainLink, putUrlLink } from './repository.ts'
import { filled, urlLinkValues, type Values } from './words.ts'

type Claimed = NonNullable<Awaited<ReturnType<typeof claimQueued>>>

const kept = z.object({ values: z.record(z.string(), z.string()), expiresAt: z.coerce.date() })

/** What a message with a URL Link will be made from; null where there is no mini program. */
export function sealLinkValues(ctx: AppContext, values: Values, hours: number): Buffer | null {
  if (!ctx.urlLinks || !ctx.config.sms.templates.wechat) return null
  const expiresAt = new Date(ctx.clock.now().getTime() + hours * 3_600_000)
  return ctx.messageTexts.seal(JSON.stringify({ values, expiresAt }))
}

/** Throws `NoUrlLink` where the approved words hold another address than WeChat's URL Link. */
export function assertInWords({ config }: AppContext, urlLink: string): void {
  const words = config.sms.templates.wechat?.words ?? ''
  if (!filled(words, urlLinkValues({}, urlLink)).includes(urlLink))
    throw new NoUrlLink('other-address')
}

async function replaceLink(
  ctx: AppContext,
  urlLinks: UrlLinks,
  message: Claimed,
  sealed: Buffer,
): Promise<Claimed> {
  const { values, expiresAt } = kept.parse(JSON.parse(ctx.messageTexts.open(sealed)))
  const urlLink = await urlLinks.create({ url: values['link'] ?? '', expiresAt })
  assertInWords(ctx, urlLink)
  const composed = compose(ctx, 'wechat', urlLinkValues(values, urlLink))
  await putUrlLink(ctx.db, message.id, composed)
  return { ...message, ...composed, withUrlLink: true }
}

/** The message as it goes out: WeChat is asked once, and without an answer of use the plain link stays. */
export async function withUrlLink(ctx: AppContext, message: Claimed): Promise<Claimed> {
  const { id, workOrderId, linkValuesSealed } = message
  if (!linkValuesSealed || !ctx.urlLinks) return message
  try {
    return await replaceLink(ctx, ctx.urlLinks, message, linkValuesSealed)
  } catch (cause) {
    ctx.log.warn({ err: cause, messageId: id }, 'sms goes out with the plain link')
    await ctx.db.transaction().execute(async (tx) => {
      await keepPlainLink(tx, id)
      await audit(tx, system, 'sms.plain-link', {
        workOrderId,
        targetId: id,
        details: failureOf(cause),
      })
      if (workOrderId) await tellOrderPage(tx, workOrderId)
    })
    return message
  }
}
