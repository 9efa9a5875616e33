import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { AccountRow } from '@veridesk/contract/account-admin'
import { call } from '@veridesk/contract/api-client'
import { Alert, App } from 'antd'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { codeOf } from '../i18n/error-text.ts'
import { ConfirmAct, type Choice } from '../settings/confirm-act.tsx'
import { newPassword } from './new-password.ts'
import type { ShownPassword } from './password-shown.tsx'

export interface PlannedAct {
  readonly kind: 'delete' | 'kick' | 'disable' | 'enable' | 'password'
  readonly row: AccountRow
}

type CallChoice = 'end' | 'finish'

interface Props {
  readonly act: PlannedAct
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
  readonly onPassword: (shown: ShownPassword) => void
}

/** Does it on the server; a new password is given back, to be shown this once. */
async function perform({ kind, row }: PlannedAct, choice?: CallChoice): Promise<string | null> {
  const params = { id: row.id }
  const withCall = choice ? { call: choice } : {}
  if (kind === 'delete') await call('DELETE /api/accounts/:id', { params, query: withCall })
  else if (kind === 'kick') await call('POST /api/accounts/:id/kick', { params, body: withCall })
  else if (kind === 'disable')
    await call('POST /api/accounts/:id/disable', { params, body: withCall })
  else if (kind === 'enable') await call('POST /api/accounts/:id/enable', { params })
  else {
    const password = newPassword()
    await call('PUT /api/accounts/:id/password', { params, body: { password } })
    return password
  }
  return null
}

/** Asks before 踢出, 禁用, 删除, 重置密码, and what becomes of the call that the agent is in. */
export function ActDialog({ act, open, onClose, afterClose, onPassword }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const { kind, row } = act
  const mutation = useMutation({
    mutationFn: (choice?: CallChoice) => perform(act, choice),
    onSuccess: (password) => {
      onClose()
      if (password) onPassword({ username: row.username, name: row.name, password, reset: true })
      else void message.success(t(`accounts.done.${kind}`, { name: row.name }))
    },
    // Refused or done: what the list says of this account may be old.
    onSettled: () => client.invalidateQueries({ queryKey: keys.accounts }),
  })
  const saysInCall = codeOf(mutation.error) === 'account_in_call'
  const mayChoose = kind === 'delete' || kind === 'kick' || kind === 'disable'
  const inCall = mayChoose && (row.callId !== null || saysInCall)
  const danger = kind !== 'enable'
  const choices: Choice[] = inCall
    ? [
        { text: t('accounts.inCall.finish'), act: () => mutation.mutate('finish') },
        { text: t('accounts.inCall.end'), danger, act: () => mutation.mutate('end') },
      ]
    : [{ text: t(`accounts.acts.${kind}`), danger, act: () => mutation.mutate(undefined) }]
  return (
    <ConfirmAct
      open={open}
      title={t(`accounts.ask.${kind}`, { name: row.name, username: row.username })}
      choices={choices}
      busy={mutation.isPending}
      {...(mutation.error && !(mayChoose && saysInCall) ? { error: mutation.error } : {})}
      {...(kind === 'delete' ? { typedName: row.username } : {})}
      onCancel={onClose}
      afterClose={afterClose}
    >
      <p>{t(`accounts.consequence.${kind}`)}</p>
      {inCall && (
        <Alert
          type="warning"
          showIcon
          role="alert"
          title={t('accounts.inCall.title', { name: row.name })}
          description={t('accounts.inCall.next')}
        />
      )}
    </ConfirmAct>
  )
}
