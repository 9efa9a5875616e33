import type { SmsMessage } from '@veridesk/contract/sms'
import { useTranslation } from 'react-i18next'
import { StatusMark, type Tone } from '../parts/status-mark.tsx'

const tones: Readonly<Record<SmsMessage['status'], Tone>> = {
  queued: 'blue',
  sent: 'blue',
  delivered: 'green',
  undelivered: 'red',
  failed: 'red',
}

/** How far a message came. */
export function SmsStatusMark({ status }: { readonly status: SmsMessage['status'] }) {
  const { t } = useTranslation()
  return <StatusMark tone={tones[status]}>{t(`smsStatus.${status}`)}</StatusMark>
}
