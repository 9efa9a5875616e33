import { useMutation, useQueryClient } from '@tanstack/react-query'
import { call as ask } from '@veridesk/contract/api-client'
import { App, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../api/queries.ts'
import { ConfirmAct } from '../settings/confirm-act.tsx'
import type { Force } from './force.ts'

interface Props {
  readonly force: Force
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

const longestReason = 200

function perform({ act, call }: Force, reason: string): Promise<void> {
  const given = { params: { id: call.id }, body: reason ? { reason } : {} }
  return act === 'end'
    ? ask('POST /api/calls/:id/force-end', given)
    : ask('POST /api/calls/:id/force-requeue', given)
}

/** Asks before 结束 and 重新排队, and says what happens to the customer and to the agent. */
export function ForceDialog({ force, open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const { message } = App.useApp()
  const [reason, setReason] = useState('')
  const { act, status, call, agentName } = force
  const who = [call.taskNumber ?? t('board.walkIn'), call.insuredName].filter(Boolean).join(' · ')
  const mutation = useMutation({
    mutationFn: () => perform(force, reason.trim()),
    onSuccess: () => {
      onClose()
      void message.success(t(`board.done.${act}`, { who }))
    },
    // Refused or done: what the board says of this call may be old.
    onSettled: () => client.invalidateQueries({ queryKey: keys.board }),
  })
  const agent = agentName ?? ''
  const consequence =
    act === 'requeue'
      ? status === 'active'
        ? 'requeueActive'
        : 'requeueRinging'
      : status === 'active'
        ? 'endActive'
        : status === 'ringing'
          ? 'endRinging'
          : 'endQueued'
  return (
    <ConfirmAct
      open={open}
      title={t(`board.ask.${act}`, { who })}
      choices={[{ text: t(`board.${act}`), danger: act === 'end', act: () => mutation.mutate() }]}
      busy={mutation.isPending}
      {...(mutation.error ? { error: mutation.error } : {})}
      onCancel={onClose}
      afterClose={afterClose}
    >
      <p>{t(`board.toCustomer.${consequence}`)}</p>
      <p>{t(`board.toAgent.${consequence}`, { agent })}</p>
      <Form layout="vertical">
        <Form.Item label={t('board.reason')} htmlFor="force-reason">
          <Input
            id="force-reason"
            value={reason}
            maxLength={longestReason}
            autoComplete="off"
            onChange={(event) => setReason(event.target.value)}
          />
        </Form.Item>
      </Form>
    </ConfirmAct>
  )
}
