import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { PauseReason } from '@veridesk/contract/pause-reasons'
import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys, pauseReasonsQuery } from '../../api/queries.ts'
import { codeOf, useErrorText } from '../../i18n/error-text.ts'
import { EditDrawer } from '../edit-drawer.tsx'
import { useEdit } from '../use-edit.ts'

type Typed = Pick<PauseReason, 'name'>
const typedFrom = ({ name }: PauseReason): Typed => ({ name })

interface Props {
  readonly target: PauseReason | 'new'
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** A reason for 暂放: its name. */
export function PauseReasonDrawer({ target, open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const isNew = target === 'new'
  const reasons = useQuery(pauseReasonsQuery)
  const read = isNew ? undefined : reasons.data?.items.find(({ id }) => id === target.id)
  const { base, dirty, touch, settle } = useEdit<PauseReason, Typed>(form, read, typedFrom)
  const save = useMutation({
    mutationFn: async (typed: Typed) => {
      const name = typed.name.trim()
      return base
        ? call('PUT /api/pause-reasons/:id', {
            params: { id: base.id },
            body: { version: base.version, name },
          })
        : call('POST /api/pause-reasons', { body: { name } })
    },
    onSuccess: () => {
      settle()
      void client.invalidateQueries({ queryKey: keys.pauseReasons })
      void message.success(t('settings.saved'))
      onClose()
    },
    onError: (error) => {
      if (codeOf(error) === 'name_taken')
        form.setFields([{ name: 'name', errors: [errorText(error).title] }])
    },
  })
  const reload = () => {
    save.reset()
    settle()
    void reasons.refetch()
  }
  return (
    <EditDrawer
      open={open}
      title={
        isNew ? t('pauseReasons.createTitle') : t('pauseReasons.editTitle', { name: target.name })
      }
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
        <Form.Item<Typed>
          name="name"
          label={t('pauseReasons.name')}
          extra={t('pauseReasons.nameHint')}
          rules={[{ required: true, whitespace: true, message: t('pauseReasons.nameMissing') }]}
        >
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </EditDrawer>
  )
}
