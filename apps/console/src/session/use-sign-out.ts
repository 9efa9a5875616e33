import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import { App } from 'antd'
import { useNavigate } from 'react-router'
import { codeOf, useErrorText } from '../i18n/error-text.ts'
import { paths } from '../paths.ts'

/** Ends the own session, on the server first. */
export function useSignOut() {
  const client = useQueryClient()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const errorText = useErrorText()
  const leave = () => {
    void navigate(paths.signIn, { replace: true })
    client.clear()
  }
  return useMutation({
    mutationFn: () => call('DELETE /api/sessions/current'),
    onSuccess: leave,
    onError: (error) => {
      if (codeOf(error) === 'not_signed_in') leave()
      else void message.error(errorText(error).title)
    },
  })
}
