import { errors } from '@veridesk/contract/errors'
import { usePreferences } from '../preferences.tsx'
import type { Language } from '../preferences.tsx'
import type { Texts } from '../i18n/zh.ts'
import type { RefusalCode } from '../state.ts'
import { Icon } from './icon.tsx'

/** What happened and the way out, in the page's language. */
export function sentenceOf(code: RefusalCode, texts: Texts, language: Language): string {
  if (code === 'displaced' || code === 'other_page') return texts.refusals[code]
  const { title, next } = errors[code][language]
  return language === 'zh' ? title + next : `${title} ${next}`
}

/** One refused action, beside the button that was tapped. */
export function Problem({ code }: { readonly code: RefusalCode | undefined }) {
  const { texts, language } = usePreferences()
  if (code === undefined) return null
  return (
    <p class="problem" role="alert">
      <Icon name="alert" />
      <span>{sentenceOf(code, texts, language)}</span>
    </p>
  )
}
