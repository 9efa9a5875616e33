import type { SmsTemplate } from '@veridesk/contract/sms'
import { useTranslation } from 'react-i18next'
import styles from './sms-template-facts.module.css'

/** What may stand in a template; a name that this page does not know is shown as it comes. */
const parameterNames = [
  'institution',
  'businessType',
  'businessItem',
  'link',
  'token',
  'linkCode',
  'hours',
  'supportPhone',
  'code',
  'minutes',
] as const

/** The words of a message as its carrier approved them, and as a customer reads them. */
export function SmsTemplateFacts({ template }: { readonly template: SmsTemplate }) {
  const { t } = useTranslation()
  const parameterName = (name: string) => {
    const known = parameterNames.find((each) => each === name)
    return known ? t(`settings.sms.parameterNames.${known}`) : name
  }
  return (
    <>
      <dl className={styles.facts}>
        <dt>{t('settings.sms.templateId')}</dt>
        <dd>{template.templateId ?? t('settings.sms.noTemplate')}</dd>
        <dt>{t('settings.sms.text')}</dt>
        <dd>{template.text}</dd>
        <dt>{t('settings.sms.parameters')}</dt>
        <dd>
          {template.parameters
            .map((parameter, index) => `{${index + 1}} = ${parameterName(parameter)}`)
            .join(t('common.semicolon')) || '-'}
        </dd>
      </dl>
      <figure className={styles.preview}>
        <figcaption>{t('settings.sms.preview')}</figcaption>
        <p className={styles.bubble}>{template.preview}</p>
      </figure>
    </>
  )
}
