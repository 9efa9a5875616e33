import { useTranslation } from 'react-i18next'
import { StatusMark } from '../parts/status-mark.tsx'

/** 优先: this order's customer goes before everybody without it. */
export function PriorityMark() {
  const { t } = useTranslation()
  return <StatusMark tone="red">{t('orders.priority')}</StatusMark>
}
