import { Alert } from 'antd'
import { useErrorText } from '../i18n/error-text.ts'

/** What the server refused, and what to do. */
export function RefusalAlert({ error }: { readonly error: unknown }) {
  const { title, next } = useErrorText()(error)
  return <Alert type="error" showIcon role="alert" title={title} description={next} />
}
