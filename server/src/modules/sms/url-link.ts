/** A link's message opens the mini program where the institution has one and WeChat gives a URL Link (manual 4.1). */
import { z } from 'zod'
import { system } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import { audit } from '../audit/service.ts'
import { failureOf, NoUrlLink, type UrlLinks } from '../wechat/port.ts'
import { tellOrderPage } from '../work-orders/tell.ts'
import { compose } from './compose.ts'
import { findUndecided, keepPlainLink, putUrlLink } from './repository.ts'
import { filled, urlLinkValues, type Values } from './words.ts'

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

/** Throws `NoUrlLink`, or another error where the port broke its word. */
async function replaceLink(
  ctx: AppContext,
  urlLinks: UrlLinks,
  id: string,
  sealed: Buffer,
): Promise<void> {
  const { values, expiresAt } = kept.parse(JSON.parse(ctx.messageTexts.open(sealed)))
  const urlLink = await urlLinks.create({ url: values['link'] ?? '', expiresAt })
  assertInWords(ctx, urlLink)
  await putUrlLink(ctx.db, id, compose(ctx, 'wechat', urlLinkValues(values, urlLink)))
}

const keepPlain = (ctx: AppContext, id: string, workOrderId: string | null, cause: unknown) =>
  ctx.db.transaction().execute(async (tx) => {
    if (!(await keepPlainLink(tx, id))) return
    const details = failureOf(cause)
    await audit(tx, system, 'sms.plain-link', { workOrderId, targetId: id, details })
    if (workOrderId) await tellOrderPage(tx, workOrderId)
  })

/**
 * Decides with which link a message goes out: WeChat is asked, and without an answer of use the plain link stays.
 * Before anybody claims the message, so that whoever dies over WeChat leaves it to the next.
 */
export async function chooseLink(ctx: AppContext, messageId: string): Promise<void> {
  const message = ctx.urlLinks && (await findUndecided(ctx.db, messageId))
  if (!ctx.urlLinks || !message?.linkValuesSealed) return
  try {
    await replaceLink(ctx, ctx.urlLinks, messageId, message.linkValuesSealed)
  } catch (cause) {
    ctx.log.warn({ err: cause, messageId }, 'sms goes out with the plain link')
    await keepPlain(ctx, messageId, message.workOrderId, cause)
  }
}
