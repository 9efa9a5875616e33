import { ReloadOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { grants, roles } from '@veridesk/contract/permissions'
import { Button, Checkbox, Form, Input, Radio, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCodeText } from '../i18n/error-text.ts'
import { groupsQuery } from '../settings/queries.ts'
import { phonePattern } from '../work-orders/fields.ts'
import styles from './account-fields.module.css'
import { usernamePattern, type TypedAccount } from './account-form.ts'
import { newPassword } from './new-password.ts'

interface Props {
  readonly isNew: boolean
  /** Nobody changes the own role or permissions. */
  readonly own: boolean
}

/** The fields of an account, with the contract's rules and what each role and permission means. */
export function AccountFields({ isNew, own }: Props) {
  const { t } = useTranslation()
  const codeText = useCodeText()
  const form = Form.useFormInstance<TypedAccount>()
  const role = Form.useWatch('role', form)
  const groups = useQuery(groupsQuery)
  const disabledByOwn = own ? { disabled: true } : {}
  return (
    <>
      <Form.Item<TypedAccount>
        name="username"
        label={t('accounts.username')}
        {...(isNew ? { extra: t('accounts.usernameRule') } : {})}
        required={isNew}
        validateTrigger={['onBlur', 'onSubmit']}
        rules={[
          {
            required: true,
            pattern: usernamePattern,
            transform: (value: unknown) => (typeof value === 'string' ? value.trim() : value),
            message: t('accounts.usernameRule'),
          },
        ]}
      >
        <Input
          readOnly={!isNew}
          variant={isNew ? 'outlined' : 'filled'}
          maxLength={32}
          autoComplete="off"
          spellCheck={false}
        />
      </Form.Item>
      <Form.Item<TypedAccount>
        name="name"
        label={t('accounts.name')}
        rules={[{ required: true, whitespace: true, message: t('profile.nameMissing') }]}
      >
        <Input maxLength={60} autoComplete="off" />
      </Form.Item>
      <Form.Item<TypedAccount>
        name="phone"
        label={t('accounts.phone')}
        validateTrigger={['onBlur', 'onSubmit']}
        rules={[{ pattern: phonePattern, message: t('profile.phoneWrong') }]}
      >
        <Input maxLength={11} inputMode="tel" autoComplete="off" />
      </Form.Item>
      {isNew && <InitialPassword />}
      <Form.Item<TypedAccount>
        name="role"
        label={t('accounts.role')}
        required
        {...(own ? { extra: codeText('own_rights') } : {})}
      >
        <Radio.Group
          className={styles.choices ?? ''}
          {...disabledByOwn}
          options={roles.map((each) => ({
            value: each,
            label: (
              <>
                {t(`header.roles.${each}`)}
                <small className={styles.meaning}>{t(`accounts.roleMeans.${each}`)}</small>
              </>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item<TypedAccount> name="grants" label={t('accounts.permissions')}>
        <Checkbox.Group
          className={styles.choices ?? ''}
          {...disabledByOwn}
          options={grants.map((each) => ({
            value: each,
            label: (
              <>
                {t(`accounts.grants.${each}`)}
                <small className={styles.meaning}>{t(`accounts.grantMeans.${each}`)}</small>
              </>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item<TypedAccount>
        name="groupIds"
        label={t('accounts.groups')}
        hidden={role !== 'agent'}
        extra={t('accounts.groupsHint')}
      >
        <Select
          mode="multiple"
          placeholder={t('accounts.groupsNone')}
          showSearch={{ optionFilterProp: 'label' }}
          loading={groups.isLoading}
          options={(groups.data?.items ?? []).map((group) => ({
            value: group.id,
            label: group.name,
          }))}
        />
      </Form.Item>
    </>
  )
}

/** Made by the system; an administrator may type another. The first sign-in must change it. */
function InitialPassword() {
  const { t } = useTranslation()
  const form = Form.useFormInstance<TypedAccount>()
  return (
    <Form.Item
      label={t('accounts.newPassword')}
      htmlFor="password"
      required
      extra={t('accounts.newPasswordHint')}
    >
      <Space.Compact block>
        <Form.Item<TypedAccount>
          name="password"
          noStyle
          rules={[{ required: true, min: 10, message: t('profile.passwordShort') }]}
        >
          <Input maxLength={200} autoComplete="off" spellCheck={false} />
        </Form.Item>
        <Button
          icon={<ReloadOutlined aria-hidden />}
          onClick={() => form.setFieldValue('password', newPassword())}
        >
          {t('accounts.another')}
        </Button>
      </Space.Compact>
    </Form.Item>
  )
}
