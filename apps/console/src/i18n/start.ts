import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { zhCn } from './zh-cn.ts'

export const languages = ['zh', 'en'] as const
export type Language = (typeof languages)[number]

const key = 'veridesk.language'

function apply(language: string): void {
  document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
}

/** Chinese unless this device has chosen English. */
export async function startTranslations(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: localStorage.getItem(key) === 'en' ? 'en' : 'zh',
    fallbackLng: 'zh',
    resources: { zh: { translation: zhCn }, en: { translation: en } },
    interpolation: { escapeValue: false },
  })
  apply(i18next.language)
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(key, language)
  await i18next.changeLanguage(language)
  apply(language)
}
