import type { SmsTemplate as ShownTemplate } from '@veridesk/contract'
import type { SmsTemplate } from '../../config/sms.ts'
import type { AppContext } from '../../context.ts'
import type { Settings } from '../settings/schema.ts'
import { signatureOf } from './compose.ts'
import {
  codeValues,
  filled,
  linkValues,
  namesIn,
  numbered,
  type TemplateName,
  urlLinkValues,
} from './words.ts'

/** Nobody's: links that lead nowhere. */
const madeUp = {
  businessType: '保全',
  businessItem: '变更投保人',
  path: '/c/AbCdEfGhIjKlMnOpQrStUv',
  code: '123456',
  urlLink: 'https://wxaurl.cn/AbCdEfGhIjK',
}

function valuesOf(name: TemplateName, settings: Settings, baseUrl: string) {
  const { institution, linkHours, codeMinutes } = settings
  if (name === 'code') return codeValues(institution, { ...madeUp, minutes: codeMinutes })
  const url = `${baseUrl}${madeUp.path}`
  const values = linkValues(institution, { ...madeUp, url, hours: linkHours })
  return name === 'link' ? values : urlLinkValues(values, madeUp.urlLink)
}

/** A template as the settings' pages show it. `baseUrl`: where links lead. */
export function presentTemplate(
  ctx: Pick<AppContext, 'config'>,
  name: TemplateName,
  { id, words }: SmsTemplate,
  given: { settings: Settings; baseUrl: string },
): ShownTemplate {
  const values = valuesOf(name, given.settings, given.baseUrl)
  return {
    templateId: id,
    text: numbered(words),
    parameters: namesIn(words),
    preview: `【${signatureOf(ctx, given.settings.institution)}】${filled(words, values)}`,
  }
}
