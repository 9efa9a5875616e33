import { Spin } from 'antd'
import { lazy, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet, useMatch } from 'react-router'
import { useTopic } from '../api/realtime.tsx'
import { useOwnCall } from '../calls/own-call-context.ts'
import { DispositionCenter } from '../calls/disposition-center.tsx'
import { ElsewhereStrip } from '../calls/elsewhere-strip.tsx'
import { loadWorkplace, preloadWorkplace } from '../calls/load-workplace.ts'
import { showTimesIn } from '../format/date-time.ts'
import { RingCenter } from '../ringing/ring-center.tsx'
import { useMe } from '../session/me-context.ts'
import { ConnectionStrip } from './connection-strip.tsx'
import { Header } from './header.tsx'
import { MissedRingsStrip } from './missed-rings-strip.tsx'
import { PermissionStrip } from './permission-strip.tsx'
import { WrapUpStrip } from './wrap-up-strip.tsx'
import styles from './shell.module.css'

const Workplace = lazy(loadWorkplace)

/** The frame of every page. The call of this window stays mounted on all of them. */
export function Shell() {
  const { t } = useTranslation()
  const { own, ready } = useOwnCall()
  const callId = useMatch('/calls/:id')?.params.id
  const me = useMe()
  const isAgent = me.agent !== null
  // Before anything below writes a time.
  showTimesIn(me.timeZone)
  useEffect(() => (isAgent ? preloadWorkplace() : undefined), [isAgent])
  useTopic('work-orders')
  useTopic('queue')
  const drawn = own ?? ready
  const inWorkplace = own !== null && own.callId === callId
  return (
    <div className={styles.shell}>
      <Header />
      <ConnectionStrip />
      <PermissionStrip />
      <WrapUpStrip />
      <MissedRingsStrip />
      <ElsewhereStrip />
      {!inWorkplace && (
        <main className={styles.main}>
          <Suspense
            fallback={<Spin className={styles.spin ?? ''} aria-label={t('common.loading')} />}
          >
            <Outlet />
          </Suspense>
        </main>
      )}
      {drawn && (
        <Suspense fallback={null}>
          <Workplace
            key={drawn.callId}
            own={drawn}
            small={own !== null && !inWorkplace}
            hidden={own === null}
          />
        </Suspense>
      )}
      <RingCenter />
      <DispositionCenter />
    </div>
  )
}
