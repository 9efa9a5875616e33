import { useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import { useTranslation } from 'react-i18next'
import { NumbersDrawer } from './numbers-drawer.tsx'
import { smsSettingsQuery } from './queries.ts'

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** How soon and how often one phone may be sent the link. */
export function SmsLimitsDrawer(shown: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const sms = useQuery(smsSettingsQuery)
  return (
    <NumbersDrawer
      title={t('settings.sms.editLimits')}
      settings={[
        {
          name: 'coolDownSeconds',
          label: t('settings.sms.coolDown'),
          hint: t('settings.sms.coolDownHint'),
          unit: t('settings.secondsUnit'),
          min: 10,
          max: 3600,
        },
        {
          name: 'dailyCap',
          label: t('settings.sms.dailyCap'),
          hint: t('settings.sms.dailyCapHint'),
          unit: t('settings.sms.perDayUnit'),
          min: 1,
          max: 50,
        },
      ]}
      stored={sms.data}
      save={async (body) => {
        const stored = await call('PUT /api/settings/sms', { body })
        client.setQueryData(smsSettingsQuery.queryKey, stored)
      }}
      refetch={() => void sms.refetch()}
      {...shown}
    />
  )
}
