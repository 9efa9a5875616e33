/** 短信设置: what the environment sets is shown, the limits are an administrator's. */
import type { z } from 'zod'
import type { saveSmsSettings as saveSmsSettingsShape, SmsSettings } from '@veridesk/contract'
import type { AccountActor } from '../../actor.ts'
import type { AppContext } from '../../context.ts'
import type { DbOrTx } from '../../database.ts'
import { notify } from '../../platform/realtime/bus.ts'
import { audit } from '../audit/service.ts'
import type { Settings } from '../settings/schema.ts'
import { lockPart, readPart, readSettings, writeSetting } from '../settings/service.ts'
import { signatureOf } from './service.ts'
import { codeValues, filled, type Kind, linkValues, namesIn, numbered } from './words.ts'

/** Nobody's: a link that leads nowhere. */
const madeUp = {
  businessType: '保全',
  businessItem: '变更投保人',
  path: '/c/AbCdEfGhIjKlMnOpQrStUv',
  code: '123456',
}

function valuesOf(kind: Kind, settings: Settings, baseUrl: string) {
  const { institution, linkHours, codeMinutes } = settings
  return kind === 'link'
    ? linkValues(institution, { ...madeUp, url: `${baseUrl}${madeUp.path}`, hours: linkHours })
    : codeValues(institution, { ...madeUp, minutes: codeMinutes })
}

async function present(ctx: AppContext, db: DbOrTx, baseUrl: string): Promise<SmsSettings> {
  const settings = await readSettings(db)
  const { version } = await readPart(db, 'sms')
  const signature = signatureOf(ctx, settings.institution)
  const template = (kind: Kind) => {
    const { id, words } = ctx.config.sms.templates[kind]
    return {
      kind,
      templateId: id,
      text: numbered(words),
      parameters: namesIn(words),
      preview: `【${signature}】${filled(words, valuesOf(kind, settings, baseUrl))}`,
    }
  }
  return {
    version,
    provider: ctx.config.sms.provider,
    signature,
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
