/** A message as the customer reads it and as its carrier wants it. */
import type { AppContext } from '../../context.ts'
import { filled, parametersOf, type TemplateName, type Values } from './words.ts'

/** What stands in 【】 before every message. */
export const signatureOf = (
  { config }: Pick<AppContext, 'config'>,
  institution: { readonly name: string },
): string => (config.sms.provider === 'tencent' ? config.sms.signature : institution.name)

export interface Composed {
  readonly textSealed: Buffer
  readonly parametersSealed: Buffer
}

/** `values` name the institution. Throws where there is no such template. */
export function compose(ctx: AppContext, name: TemplateName, values: Values): Composed {
  const template = ctx.config.sms.templates[name]
  if (!template) throw new Error(`there is no template ${name}`)
  const signature = signatureOf(ctx, { name: values['institution'] ?? '' })
  return {
    textSealed: ctx.messageTexts.seal(`【${signature}】${filled(template.words, values)}`),
    parametersSealed: ctx.messageTexts.seal(JSON.stringify(parametersOf(template.words, values))),
  }
}
