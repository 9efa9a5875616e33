import { Button, Modal } from 'antd'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { leaves } from './leave-rules.ts'
import { useUnsent } from './use-unsent.ts'

/** Asks before an order's page is left with something unsaved; for the closing window the browser asks. */
export function LeaveGuard({ orderId }: { readonly orderId: string }) {
  const { t } = useTranslation()
  const { isUnsent, drop } = useUnsent(orderId)
  const blocker = useBlocker(
    ({ nextLocation }) => isUnsent && leaves(orderId, nextLocation.pathname),
  )
  useEffect(() => {
    if (!isUnsent) return undefined
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [isUnsent])
  const stay = () => blocker.reset?.()
  return (
    <Modal
      open={blocker.state === 'blocked'}
      title={t('leave.title')}
      width={440}
      onCancel={stay}
      footer={
        <>
          <Button
            danger
            onClick={() => {
              drop()
              blocker.proceed?.()
            }}
          >
            {t('leave.discard')}
          </Button>
          <Button type="primary" autoFocus onClick={stay}>
            {t('leave.stay')}
          </Button>
        </>
      }
    >
      {t('leave.text')}
    </Modal>
  )
}
