import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { SmsSettings } from '@veridesk/contract/sms'
import { App, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { EditDrawer } from './edit-drawer.tsx'
import { NumberField } from './number-field.tsx'
import { smsSettingsQuery } from './queries.ts'
import { useEdit } from './use-edit.ts'

type Typed = Pick<SmsSettings, 'coolDownSeconds' | 'dailyCap'>
const typedFrom = ({ coolDownSeconds, dailyCap }: SmsSettings): Typed => ({
  coolDownSeconds,
  dailyCap,
})
const limits = { coolDownSeconds: { min: 10, max: 3600 }, dailyCap: { min: 1, max: 50 } } as const

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** How soon and how often one phone may be sent the link. */
export function SmsLimitsDrawer({ open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const read = useQuery(smsSettingsQuery)
  const { base, dirty, touch, settle } = useEdit<SmsSettings, Typed>(form, read.data, typedFrom)
  const save = useMutation({
    mutationFn: (typed: Typed) =>
      call('PUT /api/settings/sms', { body: { version: base?.version ?? 0, ...typed } }),
    onSuccess: (settings) => {
      settle()
      client.setQueryData(smsSettingsQuery.queryKey, settings)
      void message.success(t('settings.saved'))
      onClose()
    },
  })
  const reload = () => {
    save.reset()
    settle()
    void read.refetch()
  }
  return (
    <EditDrawer
      open={open}
      title={t('settings.sms.editLimits')}
      size={420}
      dirty={dirty}
      busy={save.isPending}
      error={save.error}
      onSave={() => form.submit()}
      onReload={reload}
      onClose={onClose}
      afterClose={afterClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        onValuesChange={touch}
        onFinish={(typed) => {
          if (!save.isPending) save.mutate(typed)
        }}
      >
        <NumberField
          name="coolDownSeconds"
          label={t('settings.sms.coolDown')}
          hint={t('settings.sms.coolDownHint')}
          unit={t('settings.secondsUnit')}
          {...limits.coolDownSeconds}
        />
        <NumberField
          name="dailyCap"
          label={t('settings.sms.dailyCap')}
          hint={t('settings.sms.dailyCapHint')}
          unit={t('settings.sms.perDayUnit')}
          {...limits.dailyCap}
        />
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </EditDrawer>
  )
}
