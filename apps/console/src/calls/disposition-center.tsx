import type { CallRecord } from '@veridesk/contract/calls'
import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { paths } from '../paths.ts'
import { useMe } from '../session/me-context.ts'
import { DispositionDialog } from './disposition-dialog.tsx'
import styles from './disposition-center.module.css'

/** Asks for 通话状态 after every call, on any page (manual 3.12). Put off, it comes back with the next page. */
export function DispositionCenter() {
  const { t } = useTranslation()
  const { agent } = useMe()
  const location = useLocation()
  const navigate = useNavigate()
  const [putOff, setPutOff] = useState<string | null>(null)
  const unfilled = agent?.unfilledCallIds ?? []
  const [first] = unfilled
  // The call that goes on now comes first.
  if (!first || agent?.callId) return null
  const here = `${first} ${location.key}`
  if (putOff === here)
    return (
      <div className={styles.reminder} role="status">
        {t('disposition.waiting', { count: unfilled.length })}
        <Button type="primary" size="small" onClick={() => setPutOff(null)}>
          {t('disposition.fill')}
        </Button>
      </div>
    )
  const filled = (record: CallRecord) => {
    if (!record.workOrderId) return
    const target = paths.workOrder(record.workOrderId)
    if (!location.pathname.startsWith(target)) void navigate(target)
  }
  return (
    <DispositionDialog
      key={first}
      callId={first}
      onFilled={filled}
      onLater={() => setPutOff(here)}
      laterText={t('disposition.later')}
    />
  )
}
