import { ApiError } from '@veridesk/contract/api-client'
import type { FormInstance } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../i18n/error-text.ts'
import { fieldAt, type Typed } from './fields.ts'

/** Writes what the server refused beside the fields that it is about. */
export function useRefusedFields(): (form: FormInstance<Typed>, error: unknown) => void {
  const { t } = useTranslation()
  const errorText = useErrorText()
  return (form, error) => {
    if (!(error instanceof ApiError)) return
    for (const { path } of error.problem.fields ?? []) {
      const name = fieldAt(path)
      if (name) form.setFields([{ name, errors: [t('create.wrong')] }])
    }
    if (error.code === 'unknown_business_item')
      form.setFields([{ name: 'business', errors: [errorText(error).title] }])
  }
}
