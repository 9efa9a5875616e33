/** 短信设置: what the environment sets is shown, the limits are an administrator's. */
import type { z } from 'zod'
import type { saveSmsSettings as saveSmsSettingsShape, SmsSettings } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import { lockPart, readPart, readSettings, writeSetting } from '../settings/service.ts'
import { signatureOf } from './compose.ts'
import { presentTemplate } from './present-template.ts'

async function present(ctx: AppContext, db: DbOrTx, baseUrl: string): Promise<SmsSettings> {
  const settings = await readSettings(db)
  const { version } = await readPart(db, 'sms')
  const { templates } = ctx.config.sms
  const template = (kind: 'link' | 'code') => ({
    kind,
    ...presentTemplate(ctx, kind, templates[kind], { settings, baseUrl }),
  })
  return {
    version,
    provider: ctx.config.sms.provider,
    signature: signatureOf(ctx, settings.institution),
    templates: [template('link'), template('code')],
    ...settings.sms,
  }
}

/** `baseUrl`: where links lead, for the preview. */
export const readSmsSettings = ({
  ctx,
  baseUrl,
}: {
  ctx: AppContext
  baseUrl: string
}): Promise<SmsSettings> => present(ctx, ctx.db, baseUrl)

/** Throws `stale_version`. */
export const saveSmsSettings = ({
  ctx,
  actor,
  input: { version, ...to },
  baseUrl,
}: {
  ctx: AppContext
  actor: AccountActor
  input: z.output<typeof saveSmsSettingsShape>
  baseUrl: string
}): Promise<SmsSettings> =>
  ctx.db.transaction().execute(async (tx) => {
    const from = await lockPart(tx, 'sms', version)
    await writeSetting(tx, 'sms', to)
    await audit(tx, actor, 'settings.sms', { details: { from, to } })
    await notify(tx, 'settings', 0)
    return present(ctx, tx, baseUrl)
  })
