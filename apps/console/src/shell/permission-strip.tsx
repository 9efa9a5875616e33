import { Button } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session/me-context.ts'
import { askForAll, openQuestions, type OpenQuestions } from './browser-permissions.ts'
import { Strip } from './strip.tsx'

const dismissedKey = 'veridesk.permissions-later'

/** Asks once a session for what an incoming call needs: a browser asks only on a click. */
export function PermissionStrip() {
  const { t } = useTranslation()
  const isAgent = useMe().agent !== null
  const [open, setOpen] = useState<OpenQuestions | null>(null)
  useEffect(() => {
    if (isAgent && !sessionStorage.getItem(dismissedKey)) void openQuestions().then(setOpen)
  }, [isAgent])
  if (!open || (!open.notifications && !open.devices)) return null
  const close = () => {
    sessionStorage.setItem(dismissedKey, '1')
    setOpen(null)
  }
  return (
    <Strip
      tone="blue"
      actions={
        <>
          <Button size="small" type="primary" onClick={() => void askForAll(open).then(close)}>
            {t('permissionBar.allow')}
          </Button>
          <Button size="small" type="text" onClick={close}>
            {t('permissionBar.later')}
          </Button>
        </>
      }
    >
      {t(open.devices ? 'permissionBar.ask' : 'permissionBar.askNotify')}
    </Strip>
  )
}
