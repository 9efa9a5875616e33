import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../i18n/error-text.ts'

interface Props {
  readonly error: unknown
  readonly onRetry: () => void
}

/** A part of the page that could not be loaded: what happened, what to do, once more. */
export function LoadError({ error, onRetry }: Props) {
  const { t } = useTranslation()
  const { title, next } = useErrorText()(error)
  return (
    <Result
      status="warning"
      title={title}
      subTitle={next}
      extra={<Button onClick={onRetry}>{t('common.retry')}</Button>}
    />
  )
}
