import { QueryClientProvider, type QueryClient } from '@tanstack/react-query'
import { Button, Result } from 'antd'
import { lazy } from 'react'
import { useTranslation } from 'react-i18next'
import {
  createBrowserRouter,
  createRoutesFromElements,
  Navigate,
  Outlet,
  Route,
  RouterProvider,
  useNavigate,
} from 'react-router'
import { CallPage } from './calls/call-page.tsx'
import { CrashGuard } from './crash-guard.tsx'
import { paths } from './paths.ts'
import { RequireSession } from './session/require-session.tsx'
import { SetUpPage } from './session/set-up-page.tsx'
import { SignInPage } from './session/sign-in-page.tsx'
import { SignedOutPage } from './session/signed-out-page.tsx'
import { ThemeProvider } from './theme/theme-provider.tsx'
import { OrderListPage } from './work-orders/order-list-page.tsx'
import { OrderPage } from './work-orders/order-page.tsx'

const CallHistoryPage = lazy(() =>
  import('./call-history/call-history-page.tsx').then((module) => ({
    default: module.CallHistoryPage,
  })),
)
const BoardPage = lazy(() =>
  import('./board/board-page.tsx').then((module) => ({ default: module.BoardPage })),
)
const AuditPage = lazy(() =>
  import('./audit/audit-page.tsx').then((module) => ({ default: module.AuditPage })),
)
const OutboxPage = lazy(() =>
  import('./sms/outbox-page.tsx').then((module) => ({ default: module.OutboxPage })),
)
const SettingsPage = lazy(() =>
  import('./settings/settings-page.tsx').then((module) => ({ default: module.SettingsPage })),
)

/** A router of its own state: it can ask before unsaved changes are left. */
const router = createBrowserRouter(
  createRoutesFromElements(
    <Route element={<Guarded />}>
      <Route path={paths.signIn} element={<SignInPage />} />
      <Route path="/setup/:token" element={<SetUpPage />} />
      <Route path={paths.signedOut} element={<SignedOutPage />} />
      <Route element={<RequireSession />}>
        <Route index element={<Navigate to={paths.workOrders} replace />} />
        <Route path="/work-orders" element={<OrderListPage />} />
        <Route path="/work-orders/:id/:tab?" element={<OrderPage />} />
        <Route path="/calls/:id" element={<CallPage />} />
        <Route path={paths.callHistory} element={<CallHistoryPage />} />
        <Route path={paths.board} element={<BoardPage />} />
        <Route path={paths.audit} element={<AuditPage />} />
        <Route path={paths.outbox} element={<OutboxPage />} />
        <Route path="/settings/:part?" element={<SettingsPage />} />
        <Route path="*" element={<MissingPage />} />
      </Route>
    </Route>,
  ),
)

export function Console({ client }: { readonly client: QueryClient }) {
  return (
    <ThemeProvider>
      <QueryClientProvider client={client}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </ThemeProvider>
  )
}

/** Inside the router, whose own page for a crash speaks no language of ours. */
function Guarded() {
  return (
    <CrashGuard>
      <Outlet />
    </CrashGuard>
  )
}

function MissingPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Result
      status="info"
      title={t('common.pageMissing')}
      extra={
        <Button type="primary" onClick={() => void navigate(paths.workOrders)}>
          {t('common.toList')}
        </Button>
      }
    />
  )
}
