import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { codeOf, useErrorText } from '../i18n/error-text.ts'
import styles from './save-problem.module.css'

interface Props {
  readonly error: unknown
  /** What to do, where the screen knows better than the error's own sentence. */
  readonly next?: string
  /** Loads what is stored now over what was typed. */
  readonly onReload?: () => void
}

/** Why saving was refused. Where somebody else was faster, one may look again at what is stored now. */
export function SaveProblem({ error, next, onReload }: Props) {
  const { t } = useTranslation()
  const sentences = useErrorText()(error)
  const stale = codeOf(error) === 'stale_version' && onReload !== undefined
  return (
    <Alert
      className={styles.problem ?? ''}
      type={stale ? 'warning' : 'error'}
      showIcon
      role="alert"
      title={stale ? t('settings.stale') : sentences.title}
      description={stale ? t('settings.staleNext') : (next ?? sentences.next)}
      action={stale && <Button onClick={onReload}>{t('settings.reload')}</Button>}
    />
  )
}
