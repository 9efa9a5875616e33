import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { CalendarDay } from '@veridesk/contract/calendar'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys } from '../../api/queries.ts'
import { ConfirmAct } from '../confirm-act.tsx'

interface Props {
  readonly day: CalendarDay
  readonly version: number
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** Asks before a day is like its weekday again. */
export function RemoveDay({ day: { day, name }, version, open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const remove = useMutation({
    mutationFn: () => call('DELETE /api/calendar/:day', { params: { day }, query: { version } }),
    onSuccess: () => {
      onClose()
      void message.success(t('calendar.deleted', { day }))
    },
    onSettled: () => void client.invalidateQueries({ queryKey: [...keys.settings, 'calendar'] }),
  })
  return (
    <ConfirmAct
      open={open}
      title={t('calendar.deleteAsk', { day, name })}
      choices={[{ text: t('groups.delete'), danger: true, act: () => remove.mutate() }]}
      busy={remove.isPending}
      {...(remove.error ? { error: remove.error } : {})}
      onCancel={onClose}
      afterClose={afterClose}
    >
      <p>{t('calendar.deleteMeans')}</p>
    </ConfirmAct>
  )
}
