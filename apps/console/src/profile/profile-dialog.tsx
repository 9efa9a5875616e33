import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Profile } from '@veridesk/contract/account-admin'
import { call } from '@veridesk/contract/api-client'
import { Alert, App, Form, Input, Modal, Skeleton } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { codeOf, useErrorText } from '../i18n/error-text.ts'
import { LoadError } from '../parts/load-error.tsx'
import { SaveProblem } from '../settings/save-problem.tsx'
import { useEdit } from '../settings/use-edit.ts'
import { UnsavedGuard, useAskToDiscard } from '../settings/unsaved-guard.tsx'
import { phonePattern } from '../work-orders/fields.ts'
import { PasswordFields, type TypedPassword } from './password-fields.tsx'
import styles from './profile-dialog.module.css'
import { profileChange } from './profile-change.ts'

interface Typed extends TypedPassword {
  readonly name: string
  readonly phone: string
}

const typedFrom = ({ name, phone }: Profile): Typed => ({
  name,
  phone: phone ?? '',
  current: '',
  password: '',
  confirmation: '',
})

interface Props {
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

const profileQuery = {
  queryKey: ['profile'],
  queryFn: ({ signal }: { signal: AbortSignal }) =>
    call('GET /api/me/profile', undefined, { signal }),
  staleTime: Infinity,
  gcTime: 0,
}

/** 个人设置 (manual 3.15): the own name, phone and password. */
export function ProfileDialog({ open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const [form] = Form.useForm<Typed>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const profile = useQuery(profileQuery)
  const { base, dirty, touch, settle } = useEdit<Profile, Typed>(form, profile.data, typedFrom)

  /** Name and phone as saved, where the password was then refused: the next try saves the password alone. */
  const [saved, setSaved] = useState<Profile | null>(null)

  const save = useMutation({
    mutationFn: async ({ held, typed }: { held: Profile; typed: Typed }) => {
      const change = profileChange(held, typed)
      if (change) setSaved(await call('PUT /api/me/profile', { body: change }))
      if (typed.password)
        await call('PUT /api/me/password', {
          body: { current: typed.current, password: typed.password },
        })
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: keys.me })
      void message.success(t('profile.saved'))
      settle()
      onClose()
    },
    onError: (error) => {
      const code = codeOf(error)
      if (code === 'wrong_password')
        form.setFields([{ name: 'current', errors: [errorText(error).title] }])
      if (code === 'same_password')
        form.setFields([{ name: 'password', errors: [errorText(error).title] }])
    },
  })
  const reload = () => {
    save.reset()
    setSaved(null)
    settle()
    void profile.refetch()
  }
  const askToDiscard = useAskToDiscard()
  const leave = () => {
    settle()
    onClose()
  }
  return (
    <Modal
      open={open}
      title={t('profile.title')}
      width={480}
      style={{ top: 32 }}
      okText={t('common.confirm')}
      cancelText={t('common.cancel')}
      mask={{ closable: false }}
      confirmLoading={save.isPending}
      okButtonProps={{ disabled: !base }}
      onOk={() => form.submit()}
      onCancel={() => {
        if (save.isPending) return
        if (dirty) askToDiscard(leave)
        else leave()
      }}
      afterOpenChange={(shown) => {
        if (!shown) afterClose()
        else if (base) form.focusField('name')
      }}
    >
      {open && dirty && <UnsavedGuard onLeave={leave} />}
      {profile.error && !base && (
        <LoadError error={profile.error} onRetry={() => void profile.refetch()} />
      )}
      {!base && !profile.error && <Skeleton active paragraph={{ rows: 6 }} />}
      {save.error && <SaveProblem error={save.error} onReload={reload} />}
      {base && (
        <Form<Typed>
          form={form}
          layout="vertical"
          className={styles.form ?? ''}
          onValuesChange={touch}
          onFinish={(typed) => {
            if (!save.isPending) save.mutate({ held: saved ?? base, typed })
          }}
        >
          <div className={styles.pair}>
            <Form.Item label={t('profile.username')} htmlFor="profile-username">
              <Input
                id="profile-username"
                readOnly
                variant="filled"
                value={base.username}
                autoComplete="username"
              />
            </Form.Item>
            <Form.Item label={t('profile.role')} htmlFor="profile-role">
              <Input
                id="profile-role"
                readOnly
                variant="filled"
                value={t(`header.roles.${base.role}`)}
              />
            </Form.Item>
          </div>
          <div className={styles.pair}>
            <Form.Item<Typed>
              name="name"
              label={t('profile.name')}
              rules={[{ required: true, whitespace: true, message: t('profile.nameMissing') }]}
            >
              <Input maxLength={60} autoComplete="name" />
            </Form.Item>
            <Form.Item<Typed>
              name="phone"
              label={t('profile.phone')}
              validateTrigger={['onBlur', 'onSubmit']}
              rules={[{ pattern: phonePattern, message: t('profile.phoneWrong') }]}
            >
              <Input maxLength={11} inputMode="tel" autoComplete="tel-national" />
            </Form.Item>
          </div>
          <Alert type="info" className={styles.hint ?? ''} title={t('profile.passwordHint')} />
          <PasswordFields />
          <button type="submit" hidden aria-hidden tabIndex={-1} />
        </Form>
      )}
    </Modal>
  )
}
