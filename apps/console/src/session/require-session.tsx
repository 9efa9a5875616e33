import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ErrorCode } from '@veridesk/contract/errors'
import { Spin } from 'antd'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { meQuery } from '../api/queries.ts'
import { RealtimeProvider } from '../api/realtime.tsx'
import { OwnCallProvider } from '../calls/own-call-provider.tsx'
import { codeOf } from '../i18n/error-text.ts'
import { LoadError } from '../parts/load-error.tsx'
import { paths } from '../paths.ts'
import { Shell } from '../shell/shell.tsx'
import { MeContext } from './me-context.ts'
import type { SignInState } from './sign-in-page.tsx'
import type { SignedOutState } from './signed-out-page.tsx'
import styles from './require-session.module.css'

/** Everything behind the sign-in. */
export function RequireSession() {
  const { t } = useTranslation()
  const me = useQuery(meQuery)
  const client = useQueryClient()
  const navigate = useNavigate()
  const location = useLocation()

  const ended = (code: ErrorCode) => {
    const state: SignedOutState = { code }
    void navigate(paths.signedOut, { replace: true, state })
    client.clear()
  }

  if (me.error && codeOf(me.error) === 'not_signed_in') {
    const state: SignInState = { from: location.pathname + location.search }
    return <Navigate to={paths.signIn} replace state={state} />
  }
  if (me.error && codeOf(me.error) === 'session_replaced') {
    const state: SignedOutState = { code: 'session_replaced' }
    return <Navigate to={paths.signedOut} replace state={state} />
  }
  if (!me.data)
    return (
      <div className={styles.waiting}>
        {me.error ? (
          <LoadError error={me.error} onRetry={() => void me.refetch()} />
        ) : (
          <Spin size="large" aria-label={t('common.loading')} />
        )}
      </div>
    )
  return (
    <MeContext value={me.data}>
      <RealtimeProvider onEnded={ended}>
        <OwnCallProvider>
          <Shell />
        </OwnCallProvider>
      </RealtimeProvider>
    </MeContext>
  )
}
