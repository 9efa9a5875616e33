import { Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import { chooseLanguage, type Language } from '../i18n/start.ts'

/** The language switch of the pages outside a session. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  return (
    <Segmented<Language>
      size="small"
      value={i18n.language === 'en' ? 'en' : 'zh'}
      options={[
        { value: 'zh', label: t('language.zh') },
        { value: 'en', label: t('language.en') },
      ]}
      onChange={(language) => void chooseLanguage(language)}
    />
  )
}
