import { useMutation } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import { Alert, Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams } from 'react-router'
import { useErrorText } from '../i18n/error-text.ts'
import { paths } from '../paths.ts'
import { Gate } from './gate.tsx'

interface Administrator {
  readonly username: string
  readonly name: string
  readonly password: string
}

/** The first administrator of an empty installation, by the address printed at its start. */
export function SetUpPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const errorText = useErrorText()
  const { token = '' } = useParams()
  const setUp = useMutation({
    mutationFn: (administrator: Administrator) =>
      call('POST /api/setup', { body: { token, ...administrator } }),
    onSuccess: () => navigate(paths.signIn, { replace: true }),
  })
  return (
    <Gate title={t('setUp.title')} lead={t('setUp.lead')}>
      {setUp.error && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={errorText(setUp.error).title}
          description={errorText(setUp.error).next}
        />
      )}
      <Form<Administrator>
        layout="vertical"
        requiredMark={false}
        size="large"
        onFinish={(administrator) => {
          if (!setUp.isPending) setUp.mutate(administrator)
        }}
      >
        <Form.Item
          name="username"
          label={t('signIn.username')}
          rules={[
            { required: true, pattern: /^[a-z0-9._-]{2,32}$/i, message: t('setUp.username') },
          ]}
        >
          <Input autoComplete="username" autoFocus maxLength={32} />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('setUp.name')}
          rules={[{ required: true, whitespace: true, message: t('setUp.nameMissing') }]}
        >
          <Input autoComplete="name" maxLength={60} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, min: 10, message: t('setUp.password') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={setUp.isPending}>
          {t('common.confirm')}
        </Button>
      </Form>
    </Gate>
  )
}
