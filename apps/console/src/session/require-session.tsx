import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ErrorCode } from '@veridesk/contract/errors'
import { Spin } from 'antd'
import { useLayoutEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useNavigate } from 'react-router'
import { meQuery } from '../api/queries.ts'
import { RealtimeProvider } from '../api/realtime.tsx'
import { OwnCallProvider } from '../calls/own-call-provider.tsx'
import { codeOf } from '../i18n/error-text.ts'
import { LoadError } from '../parts/load-error.tsx'
import { paths } from '../paths.ts'
import { Shell } from '../shell/shell.tsx'
import { showInstitution } from '../theme/institution.ts'
import { ChangePasswordPage } from './change-password-page.tsx'
import { MeContext } from './me-context.ts'
import type { SignInState } from './sign-in-page.tsx'
import type { SignedOutState } from './signed-out-page.tsx'
import styles from './require-session.module.css'

/** Codes that say that there is no session any more. */
const sessionEnds: readonly ErrorCode[] = [
  'not_signed_in',
  'session_replaced',
  'session_kicked',
  'password_reset',
  'account_disabled',
]

/** Out of a session: to the sign-in, which leads back here, or to the page that says what happened. */
function exitOf(code: ErrorCode, from: string) {
  if (code === 'not_signed_in') return { to: paths.signIn, state: { from } satisfies SignInState }
  // Only signing in again helps: the way back is shown with the reason.
  if (code === 'password_reset')
    return { to: paths.signIn, state: { from, code } satisfies SignInState }
  return { to: paths.signedOut, state: { code } satisfies SignedOutState }
}

/** Everything behind the sign-in. */
export function RequireSession() {
  const { t } = useTranslation()
  const me = useQuery(meQuery)
  const client = useQueryClient()
  const navigate = useNavigate()
  const location = useLocation()

  const from = location.pathname + location.search
  const ended = (code: ErrorCode) => {
    const { to, state } = exitOf(code, from)
    void navigate(to, { replace: true, state })
    client.clear()
  }

  const institution = me.data?.institution
  useLayoutEffect(() => {
    if (institution) showInstitution(institution)
  }, [institution])

  const code = me.error && codeOf(me.error)
  if (code && sessionEnds.includes(code)) return <Navigate replace {...exitOf(code, from)} />
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
  if (me.data.mustChangePassword) return <ChangePasswordPage me={me.data} />
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
