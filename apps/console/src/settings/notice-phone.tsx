import { useTranslation } from 'react-i18next'
import type { Language } from '../i18n/start.ts'
import { useInstitution } from '../theme/institution.ts'
import styles from './notice-part.module.css'
import { PhoneButton, PhoneFrame } from './phone-frame.tsx'

/** The notice as the phone shows it before a call, in the language of the customer. */
export function NoticePhone({
  language,
  text,
}: {
  readonly language: Language
  readonly text: string
}) {
  const { t, i18n } = useTranslation()
  const customer = i18n.getFixedT(language)
  const { name, logo, colour } = useInstitution()
  return (
    <PhoneFrame
      label={t('settings.notice.phone', { language: t(`language.${language}`) })}
      name={name}
      logo={logo}
      colour={colour}
    >
      <span>{customer('settings.phone.lead')}</span>
      <div className={styles.notice} lang={language === 'zh' ? 'zh-CN' : 'en'}>
        <h3>{customer('settings.phone.notice')}</h3>
        {text}
      </div>
      <PhoneButton>{customer('settings.phone.agree')}</PhoneButton>
    </PhoneFrame>
  )
}
