import type { ErrorCode } from '@veridesk/contract/errors'
import { Alert, Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { sentencesOf } from '../i18n/error-text.ts'
import { paths } from '../paths.ts'
import { Gate } from './gate.tsx'

/** Why the session ended, given by whoever sends the person here. */
export interface SignedOutState {
  readonly code?: ErrorCode
}

export function SignedOutPage() {
  const { t, i18n } = useTranslation()
  const navigate = useNavigate()
  const { code } = (useLocation().state as SignedOutState | null) ?? {}
  const sentences = code ? sentencesOf(code, i18n.language) : null
  return (
    <Gate title={t('signedOut.title')}>
      {sentences && (
        <Alert type="warning" showIcon title={sentences.title} description={sentences.next} />
      )}
      <Button
        type="primary"
        size="large"
        block
        autoFocus
        onClick={() => void navigate(paths.signIn, { replace: true })}
      >
        {t('signedOut.again')}
      </Button>
    </Gate>
  )
}
