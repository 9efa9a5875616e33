import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Me } from '@veridesk/contract/accounts'
import { call } from '@veridesk/contract/api-client'
import { Alert, Button, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { useErrorText } from '../i18n/error-text.ts'
import { PasswordFields, type TypedPassword } from '../profile/password-fields.tsx'
import { Gate } from './gate.tsx'
import { useSignOut } from './use-sign-out.ts'

/** After a first sign-in or a reset nothing is possible before the password is changed (manual 3.17). */
export function ChangePasswordPage({ me }: { readonly me: Me }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const errorText = useErrorText()
  const signOut = useSignOut()
  const change = useMutation({
    mutationFn: ({ current, password }: TypedPassword) =>
      call('PUT /api/me/password', { body: { current, password } }),
    // A session that ended meanwhile is shown as such, not as a wrong password.
    onSettled: () => client.invalidateQueries({ queryKey: keys.me }),
  })
  return (
    <Gate
      title={t('profile.mustChange')}
      lead={t('profile.mustChangeLead', { name: me.name, username: me.username })}
    >
      {change.error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={errorText(change.error).title}
          description={errorText(change.error).next}
        />
      )}
      <Form<TypedPassword>
        layout="vertical"
        requiredMark={false}
        size="large"
        onFinish={(typed) => {
          if (!change.isPending) change.mutate(typed)
        }}
      >
        {/* Password managers file the new password under this name. */}
        <input hidden readOnly autoComplete="username" value={me.username} />
        <PasswordFields required autoFocus />
        <Button type="primary" htmlType="submit" block loading={change.isPending}>
          {t('common.confirm')}
        </Button>
      </Form>
      <Button type="text" loading={signOut.isPending} onClick={() => signOut.mutate()}>
        {t('header.signOut')}
      </Button>
    </Gate>
  )
}
