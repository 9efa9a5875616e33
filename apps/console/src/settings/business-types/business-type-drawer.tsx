import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { BusinessTypeSettings } from '@veridesk/contract/business-types'
import { App, Checkbox, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { businessTypesQuery, keys } from '../../api/queries.ts'
import { codeOf, useErrorText } from '../../i18n/error-text.ts'
import { useCan } from '../../session/me-context.ts'
import { EditDrawer } from '../edit-drawer.tsx'
import { businessTypeSettingsQuery } from '../queries.ts'
import { useEdit } from '../use-edit.ts'
import { waitOf, type TypedAssignment } from './assignment.ts'
import { AssignmentFields } from './assignment-fields.tsx'
import { RowsEditor } from './rows-editor.tsx'
import { problemOf, row, type Row } from './rows.ts'

interface Typed extends TypedAssignment {
  readonly name: string
  readonly items: readonly Row[]
  readonly photoCategories: readonly Row[]
}

const typedFrom = (type: BusinessTypeSettings): Typed => ({
  name: type.name,
  claim: type.claim,
  assignment: type.assignment,
  familiarWaitSeconds: type.familiarWaitSeconds,
  items: type.items.map(row),
  photoCategories: type.photoCategories.map(row),
})
const nothing = (): Typed => ({
  name: '',
  claim: false,
  assignment: 'familiar',
  familiarWaitSeconds: 0,
  items: [row()],
  photoCategories: [],
})

function toRequest(typed: Typed) {
  const { name, claim, assignment, items, photoCategories } = typed
  const stored = ({ id, name: rowName }: Row) => ({ ...(id ? { id } : {}), name: rowName.trim() })
  return {
    name: name.trim(),
    claim,
    assignment,
    familiarWaitSeconds: waitOf(typed),
    items: items.map(stored),
    photoCategories: photoCategories.map((each) => ({
      ...stored(each),
      required: each.required,
    })),
  }
}

interface Props {
  readonly target: BusinessTypeSettings | 'new'
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** A business type: how its calls are assigned, its items and photo categories (manual 3.6, 3.18). */
export function BusinessTypeDrawer({ target, open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const readOnly = !useCan('settings.manage')
  const isNew = target === 'new'
  const types = useQuery(businessTypeSettingsQuery)
  const read = isNew ? undefined : types.data?.items.find((type) => type.id === target.id)
  const { base, dirty, touch, settle } = useEdit<BusinessTypeSettings, Typed>(form, read, typedFrom)

  const save = useMutation({
    mutationFn: async (typed: Typed) =>
      base
        ? call('PUT /api/settings/business-types/:id', {
            params: { id: base.id },
            body: { version: base.version, ...toRequest(typed) },
          })
        : call('POST /api/settings/business-types', { body: toRequest(typed) }),
    onSuccess: () => {
      settle()
      void client.invalidateQueries({ queryKey: keys.settings })
      void client.invalidateQueries({ queryKey: businessTypesQuery.queryKey })
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
    void types.refetch()
  }
  const rowsRule = (atLeastOne: boolean) => ({
    validator: async (_: unknown, rows: readonly Row[] | undefined) => {
      const problem = problemOf(rows ?? [], atLeastOne)
      if (problem) throw new Error(t(`businessTypes.problems.${problem}`))
    },
  })
  const title = isNew
    ? t('businessTypes.createTitle')
    : t(readOnly ? 'businessTypes.viewTitle' : 'businessTypes.editTitle', { name: target.name })
  return (
    <EditDrawer
      open={open}
      title={title}
      size={560}
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
        {...(isNew ? { initialValues: nothing() } : {})}
        onValuesChange={touch}
        onFinish={(typed) => {
          if (!save.isPending) save.mutate(typed)
        }}
      >
        <Form.Item<Typed>
          name="name"
          label={t('businessTypes.name')}
          rules={[{ required: true, whitespace: true, message: t('businessTypes.nameMissing') }]}
        >
          <Input maxLength={20} autoComplete="off" />
        </Form.Item>
        <Form.Item<Typed>
          name="claim"
          valuePropName="checked"
          extra={t('businessTypes.claimMeans')}
        >
          <Checkbox>{t('businessTypes.claim')}</Checkbox>
        </Form.Item>
        <AssignmentFields readOnly={readOnly} />
        <Form.Item<Typed>
          name="items"
          label={t('businessTypes.items')}
          extra={t('businessTypes.itemsHint')}
          validateTrigger="onSubmit"
          required
          rules={[rowsRule(true)]}
        >
          <RowsEditor disabled={readOnly} noun={t('businessTypes.item')} max={50} />
        </Form.Item>
        <Form.Item<Typed>
          name="photoCategories"
          label={t('businessTypes.photoCategories')}
          extra={t('businessTypes.photoCategoriesHint')}
          validateTrigger="onSubmit"
          rules={[rowsRule(false)]}
        >
          <RowsEditor
            disabled={readOnly}
            noun={t('businessTypes.photoCategory')}
            max={50}
            withRequired
          />
        </Form.Item>
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </EditDrawer>
  )
}
