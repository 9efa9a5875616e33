import type { WorkOrderStatus } from '@veridesk/contract/states'
import { useTranslation } from 'react-i18next'
import { StatusMark, type Tone } from '../parts/status-mark.tsx'

const tones: Readonly<Record<WorkOrderStatus, Tone>> = {
  pending: 'amber',
  processing: 'blue',
  completed: 'green',
  revoked: 'grey',
}

export function StatusTag({ status }: { readonly status: WorkOrderStatus }) {
  const { t } = useTranslation()
  return <StatusMark tone={tones[status]}>{t(`status.${status}`)}</StatusMark>
}
