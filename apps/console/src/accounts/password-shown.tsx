import { CopyOutlined } from '@ant-design/icons'
import { Alert, App, Button, Descriptions, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import styles from './password-shown.module.css'

export interface ShownPassword {
  readonly username: string
  readonly name: string
  readonly password: string
  /** Of an account that was there before. */
  readonly reset: boolean
}

interface Props {
  readonly shown: ShownPassword
  readonly open: boolean
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** A password that an administrator gives to somebody: shown this once, stored nowhere as it is. */
export function PasswordShown({ shown, open, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const { message } = App.useApp()
  const copy = () =>
    navigator.clipboard.writeText(shown.password).then(
      () => message.success(t('common.copied')),
      () => message.warning(t('accounts.copyByHand')),
    )
  return (
    <Modal
      open={open}
      title={t(shown.reset ? 'accounts.passwordReset' : 'accounts.created', { name: shown.name })}
      mask={{ closable: false }}
      keyboard={false}
      closable={false}
      afterClose={afterClose}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('accounts.noted')}
        </Button>
      }
    >
      <Alert
        className={styles.warning ?? ''}
        type="warning"
        showIcon
        title={t('accounts.onlyOnce')}
      />
      <Descriptions
        className={styles.list ?? ''}
        bordered
        size="small"
        column={1}
        items={[
          { key: 'username', label: t('accounts.username'), children: shown.username },
          {
            key: 'password',
            label: t(shown.reset ? 'profile.newPassword' : 'accounts.newPassword'),
            children: (
              <span className={styles.password}>
                <code>{shown.password}</code>
                <Button
                  size="small"
                  icon={<CopyOutlined aria-hidden />}
                  onClick={() => void copy()}
                >
                  {t('accounts.copy')}
                </Button>
              </span>
            ),
          },
        ]}
      />
    </Modal>
  )
}
