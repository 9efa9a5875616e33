import { Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'

export interface TypedPassword {
  readonly current: string
  readonly password: string
  readonly confirmation: string
}

const shortest = 10
const longest = 200

interface Props {
  /** Else all three may stay empty: the password stays as it is. */
  readonly required?: boolean
  readonly autoFocus?: boolean
}

/** 当前密码, 密码, 确认密码 (manual 3.15). */
export function PasswordFields({ required = false, autoFocus = false }: Props) {
  const { t } = useTranslation()
  const form = Form.useFormInstance<TypedPassword>()
  const typed = (name: keyof TypedPassword) => String(form.getFieldValue(name) ?? '')
  /** Where a new password is typed, the others are needed too. */
  const needed = () => required || typed('password') !== '' || typed('current') !== ''
  const rule = (wrong: (value: string) => string | null) => ({
    validator: async (_: unknown, value: string | undefined) => {
      const problem = needed() ? wrong(value ?? '') : null
      if (problem) throw new Error(problem)
    },
  })
  return (
    <>
      <Form.Item<TypedPassword>
        name="current"
        label={t('profile.current')}
        dependencies={['password']}
        rules={[rule((value) => (value === '' ? t('profile.currentMissing') : null))]}
      >
        <Input.Password
          autoComplete="current-password"
          maxLength={longest}
          autoFocus={autoFocus}
          aria-required={required}
        />
      </Form.Item>
      <Form.Item<TypedPassword>
        name="password"
        label={t(required ? 'profile.newPassword' : 'profile.password')}
        extra={t('profile.passwordRule')}
        validateTrigger={['onBlur', 'onSubmit']}
        rules={[
          rule((value) => (value.length < shortest ? t('profile.passwordShort') : null)),
          rule((value) => (value === typed('current') ? t('profile.passwordSame') : null)),
        ]}
      >
        <Input.Password autoComplete="new-password" maxLength={longest} aria-required={required} />
      </Form.Item>
      <Form.Item<TypedPassword>
        name="confirmation"
        label={t('profile.confirmation')}
        dependencies={['password']}
        validateTrigger={['onBlur', 'onSubmit']}
        rules={[rule((value) => (value === typed('password') ? null : t('profile.notTheSame')))]}
      >
        <Input.Password
          placeholder={t('profile.confirmationHint')}
          autoComplete="new-password"
          maxLength={longest}
          aria-required={required}
        />
      </Form.Item>
    </>
  )
}
