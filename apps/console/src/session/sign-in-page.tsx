import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { ErrorCode } from '@veridesk/contract/errors'
import { Alert, Button, Form, Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation, useNavigate } from 'react-router'
import { meQuery } from '../api/queries.ts'
import { noteServerTime } from '../api/server-clock.ts'
import { codeOf, sentencesOf, useErrorText } from '../i18n/error-text.ts'
import { paths } from '../paths.ts'
import { Gate } from './gate.tsx'

interface Credentials {
  readonly username: string
  readonly password: string
}

/** Where the person wanted to go before being asked to sign in, and why it was asked. */
export interface SignInState {
  readonly from?: string
  /** Why the session before ended. */
  readonly code?: ErrorCode
}

export function SignInPage() {
  const { t, i18n } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const errorText = useErrorText()
  const { from, code } = (useLocation().state as SignInState | null) ?? {}
  const before = code ? sentencesOf(code, i18n.language) : null
  const [elsewhere, setElsewhere] = useState<Credentials | null>(null)

  const signIn = useMutation({
    mutationFn: (body: Credentials & { replace: boolean }) => call('POST /api/sessions', { body }),
    onSuccess: (me) => {
      noteServerTime(me.serverTime)
      client.clear()
      client.setQueryData(meQuery.queryKey, me)
      void navigate(from ?? paths.workOrders, { replace: true })
    },
    onError: (error, { username, password }) =>
      setElsewhere(codeOf(error) === 'session_exists' ? { username, password } : null),
  })
  const refused = signIn.error && codeOf(signIn.error) !== 'session_exists' ? signIn.error : null
  const submit = (credentials: Credentials) => {
    if (!signIn.isPending) signIn.mutate({ ...credentials, replace: false })
  }

  return (
    <Gate title={t('signIn.title')} lead={t('signIn.lead')}>
      {!isSecureContext && <Alert type="warning" showIcon title={t('signIn.insecure')} />}
      {before && !refused && (
        <Alert type="warning" showIcon title={before.title} description={before.next} />
      )}
      {refused && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={errorText(refused).title}
          description={errorText(refused).next}
        />
      )}
      <Form<Credentials> layout="vertical" requiredMark={false} onFinish={submit} size="large">
        <Form.Item
          name="username"
          label={t('signIn.username')}
          rules={[{ required: true, whitespace: true, message: t('signIn.usernameMissing') }]}
        >
          <Input autoComplete="username" autoFocus maxLength={64} />
        </Form.Item>
        <Form.Item
          name="password"
          label={t('signIn.password')}
          rules={[{ required: true, message: t('signIn.passwordMissing') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={200} />
        </Form.Item>
        <Button type="primary" htmlType="submit" block loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
      <Modal
        open={elsewhere !== null}
        title={t('signIn.title')}
        okText={t('signIn.goOn')}
        cancelText={t('common.cancel')}
        confirmLoading={signIn.isPending}
        onOk={() => elsewhere && signIn.mutate({ ...elsewhere, replace: true })}
        onCancel={() => setElsewhere(null)}
      >
        {t('signIn.elsewhere')}
      </Modal>
    </Gate>
  )
}
