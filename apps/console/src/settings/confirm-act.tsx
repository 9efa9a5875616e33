import { Button, Form, Input, Modal } from 'antd'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { SaveProblem } from './save-problem.tsx'

export interface Choice {
  readonly text: string
  readonly danger?: boolean
  readonly act: () => void
}

interface Props {
  readonly open: boolean
  readonly title: string
  /** What will be gone, what stays. */
  readonly children: ReactNode
  /** What must be typed first; for an act that cannot be undone. */
  readonly typedName?: string
  /** The ways to do it, the last one being the plainest. */
  readonly choices: readonly Choice[]
  readonly busy: boolean
  readonly error?: unknown
  readonly onCancel: () => void
  readonly afterClose?: () => void
}

/** Asks before an act on somebody or something, by its name. */
export function ConfirmAct({
  open,
  title,
  children,
  typedName,
  choices,
  busy,
  error,
  onCancel,
  afterClose,
}: Props) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  const ready = typedName === undefined || typed.trim() === typedName
  const cancel = () => {
    if (!busy) onCancel()
  }
  const [only] = choices
  return (
    <Modal
      open={open}
      title={title}
      destroyOnHidden
      mask={{ closable: false }}
      onCancel={cancel}
      {...(afterClose ? { afterClose } : {})}
      footer={
        <>
          <Button onClick={cancel} autoFocus={typedName === undefined}>
            {t('common.cancel')}
          </Button>
          {choices.map((choice) => (
            <Button
              key={choice.text}
              type="primary"
              danger={choice.danger ?? false}
              disabled={!ready}
              loading={busy}
              onClick={choice.act}
            >
              {choice.text}
            </Button>
          ))}
        </>
      }
    >
      {error !== null && error !== undefined && <SaveProblem error={error} />}
      {children}
      {typedName !== undefined && (
        <Form
          layout="vertical"
          onFinish={() => {
            if (ready && !busy && choices.length === 1) only?.act()
          }}
        >
          <Form.Item label={t('settings.typeName', { name: typedName })} htmlFor="typed-name">
            <Input
              id="typed-name"
              value={typed}
              autoFocus
              autoComplete="off"
              onChange={(event) => setTyped(event.target.value)}
            />
          </Form.Item>
        </Form>
      )}
    </Modal>
  )
}
