import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { ErrorCode } from '@veridesk/contract/errors'
import type { Group } from '@veridesk/contract/groups'
import { App, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { codeOf, useErrorText } from '../i18n/error-text.ts'
import { useCan } from '../session/me-context.ts'
import { EditDrawer } from '../settings/edit-drawer.tsx'
import { groupsQuery } from '../settings/queries.ts'
import { useEdit } from '../settings/use-edit.ts'
import { nothing, toRequest, typedFrom, type Typed } from './group-form.ts'
import { GroupRules } from './group-rules.tsx'
import { MemberChoice } from './member-choice.tsx'
import { SkillTree } from './skill-tree.tsx'

/** The field that a refusal is about. */
const fieldOf: Readonly<Partial<Record<ErrorCode, keyof Typed>>> = {
  group_name_taken: 'name',
  overflow_cycle: 'overflowGroupId',
  unknown_group: 'overflowGroupId',
}

interface Props {
  readonly target: Group | 'new'
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** 新建/编辑客服组: name, skills, members and the rules of its queue (manual 3.18). */
export function GroupDrawer({ target, open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const readOnly = !useCan('group.manage')
  const isNew = target === 'new'
  const groups = useQuery(groupsQuery)
  const read = isNew ? undefined : groups.data?.items.find((group) => group.id === target.id)
  const { base, dirty, touch, settle } = useEdit<Group, Typed>(form, read, typedFrom)

  const save = useMutation({
    mutationFn: async (typed: Typed) => {
      const body = toRequest(typed)
      return base
        ? call('PUT /api/groups/:id', {
            params: { id: base.id },
            body: { version: base.version, ...body },
          })
        : call('POST /api/groups', { body })
    },
    onSuccess: () => {
      settle()
      void client.invalidateQueries({ queryKey: keys.groups })
      void client.invalidateQueries({ queryKey: keys.accounts })
      void message.success(t('settings.saved'))
      onClose()
    },
    onError: (error) => {
      const name = fieldOf[codeOf(error)]
      if (name) form.setFields([{ name, errors: [errorText(error).title] }])
    },
  })
  const reload = () => {
    save.reset()
    settle()
    void groups.refetch()
  }
  const title = isNew
    ? t('groups.createTitle')
    : t(readOnly ? 'groups.viewTitle' : 'groups.editTitle', { name: target.name })
  return (
    <EditDrawer
      open={open}
      title={title}
      size={720}
      dirty={dirty}
      busy={save.isPending}
      error={save.error}
      onSave={readOnly ? undefined : () => form.submit()}
      onReload={reload}
      onClose={onClose}
      afterClose={afterClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        disabled={readOnly}
        scrollToFirstError
        initialValues={nothing}
        onValuesChange={touch}
        onFinish={(typed) => {
          if (!save.isPending) save.mutate(typed)
        }}
      >
        <Form.Item<Typed>
          name="name"
          label={t('groups.name')}
          rules={[{ required: true, whitespace: true, message: t('groups.nameMissing') }]}
        >
          <Input maxLength={40} autoComplete="off" />
        </Form.Item>
        <Form.Item<Typed> name="itemIds" label={t('groups.skills')} extra={t('groups.skillsHint')}>
          <SkillTree disabled={readOnly} />
        </Form.Item>
        <Form.Item<Typed> name="members" label={t('groups.members')}>
          <MemberChoice disabled={readOnly} />
        </Form.Item>
        <GroupRules
          groups={groups.data?.items ?? []}
          ownId={isNew ? null : target.id}
          readOnly={readOnly}
        />
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </EditDrawer>
  )
}
