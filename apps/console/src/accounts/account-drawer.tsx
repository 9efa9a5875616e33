import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Account, AccountRow } from '@veridesk/contract/account-admin'
import { ApiError, call } from '@veridesk/contract/api-client'
import { App, Form, Skeleton } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { codeOf, useErrorText } from '../i18n/error-text.ts'
import { LoadError } from '../parts/load-error.tsx'
import { useCan, useMe } from '../session/me-context.ts'
import { EditDrawer } from '../settings/edit-drawer.tsx'
import { useEdit } from '../settings/use-edit.ts'
import { AccountFacts } from './account-facts.tsx'
import { AccountFields } from './account-fields.tsx'
import {
  fieldAt,
  toCreate,
  toSave,
  typedFrom,
  typedNew,
  type TypedAccount,
} from './account-form.ts'
import { reasonAgainst } from './account-rules.ts'
import type { ShownPassword } from './password-shown.tsx'
import { accountQuery } from './queries.ts'

interface Props {
  readonly target: AccountRow | 'new'
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
  readonly onPassword: (shown: ShownPassword) => void
}

/** 新建 and 编辑 of an account; whoever may only read sees the same. */
export function AccountDrawer({ target, open, onClose, afterClose, onPassword }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<TypedAccount>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const me = useMe()
  const row = target === 'new' ? null : target
  const isNew = row === null
  const mayManage = useCan('account.manage')
  const own = row?.id === me.accountId
  const readOnly = !mayManage || (row !== null && reasonAgainst('edit', row, me.accountId) !== null)
  const read = useQuery({ ...accountQuery(row?.id ?? ''), enabled: row !== null && open })
  const { base, dirty, touch, settle } = useEdit<Account, TypedAccount>(form, read.data, typedFrom)

  const save = useMutation({
    mutationFn: async (typed: TypedAccount) =>
      base
        ? call('PUT /api/accounts/:id', { params: { id: base.id }, body: toSave(base, typed) })
        : call('POST /api/accounts', { body: toCreate(typed) }),
    onSuccess: (account, typed) => {
      settle()
      void client.invalidateQueries({ queryKey: keys.accounts })
      void client.invalidateQueries({ queryKey: keys.groups })
      if (own) void client.invalidateQueries({ queryKey: keys.me })
      onClose()
      if (isNew)
        onPassword({
          username: account.username,
          name: account.name,
          password: typed.password,
          reset: false,
        })
      else void message.success(t('settings.saved'))
    },
    onError: (error) => {
      for (const { path } of error instanceof ApiError ? (error.problem.fields ?? []) : []) {
        const name = fieldAt(path)
        if (name) form.setFields([{ name, errors: [t('settings.wrong')] }])
      }
      if (codeOf(error) === 'username_taken')
        form.setFields([{ name: 'username', errors: [errorText(error).title] }])
    },
  })
  const reload = () => {
    save.reset()
    settle()
    void read.refetch()
  }
  // Only the screen knows here that there is no call to choose about: a role is changed once it has ended.
  const inCall = codeOf(save.error) === 'account_in_call'
  const title = isNew
    ? t('accounts.createTitle')
    : t(readOnly ? 'accounts.viewTitle' : 'accounts.editTitle', { name: row.name })
  return (
    <EditDrawer
      open={open}
      title={title}
      dirty={dirty}
      busy={save.isPending}
      error={save.error}
      {...(inCall ? { errorNext: t('accounts.against.inCall') } : {})}
      onSave={readOnly ? undefined : () => form.submit()}
      onReload={reload}
      onClose={onClose}
      afterClose={afterClose}
    >
      {read.error && !base && <LoadError error={read.error} onRetry={() => void read.refetch()} />}
      {!isNew && !base && !read.error && <Skeleton active paragraph={{ rows: 10 }} />}
      {(isNew || base) && (
        <Form<TypedAccount>
          form={form}
          layout="vertical"
          disabled={readOnly}
          scrollToFirstError
          {...(isNew ? { initialValues: typedNew() } : {})}
          onValuesChange={touch}
          onFinish={(typed) => {
            if (!save.isPending) save.mutate(typed)
          }}
        >
          {base && <AccountFacts account={base} />}
          <AccountFields isNew={isNew} own={own} />
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </Form>
      )}
    </EditDrawer>
  )
}
