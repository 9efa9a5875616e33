import { DownOutlined } from '@ant-design/icons'
import type { AccountRow } from '@veridesk/contract/account-admin'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { ReasonButton } from '../parts/reason-button.tsx'
import { useMe } from '../session/me-context.ts'
import common from '../settings/part.module.css'
import styles from './account-actions.module.css'
import { reasonAgainst, type AccountAct } from './account-rules.ts'
import type { PlannedAct } from './act-dialog.tsx'

interface Props {
  readonly row: AccountRow
  readonly onOpen: (row: AccountRow) => void
  readonly onAct: (kind: PlannedAct['kind'], row: AccountRow) => void
}

/** 编辑 删除 踢出 as in the manual, 禁用 and 重置密码 behind 更多; what cannot be done says why. */
export function AccountActions({ row, onOpen, onAct }: Props) {
  const { t } = useTranslation()
  const me = useMe()
  const against = (act: AccountAct) => {
    const reason = reasonAgainst(act, row, me.accountId)
    return reason && t(`accounts.against.${reason}`)
  }
  const more = ([row.disabled ? 'enable' : 'disable', 'password'] as const).map((act) => {
    const reason = against(act)
    return {
      key: act,
      disabled: reason !== null,
      onClick: () => onAct(act, row),
      label: (
        <span className={styles.item}>
          {t(`accounts.acts.${act}`)}
          {reason && <small>{reason}</small>}
        </span>
      ),
    }
  })
  /** The word on the button, and to a screen reader whose it is. */
  const label = (act: AccountAct) => ({
    'aria-label': `${t(`accounts.acts.${act}`)} ${row.name}`,
    children: t(`accounts.acts.${act}`),
  })
  return (
    <div className={common.actions}>
      <ReasonButton
        type="link"
        size="small"
        reason={against('edit')}
        onClick={() => onOpen(row)}
        {...label('edit')}
      />
      <ReasonButton
        type="link"
        size="small"
        danger
        reason={against('delete')}
        onClick={() => onAct('delete', row)}
        {...label('delete')}
      />
      <ReasonButton
        type="link"
        size="small"
        reason={against('kick')}
        onClick={() => onAct('kick', row)}
        {...label('kick')}
      />
      <Dropdown trigger={['click']} menu={{ items: more }}>
        <Button
          type="link"
          size="small"
          aria-haspopup="menu"
          aria-label={`${t('accounts.more')} ${row.name}`}
        >
          {t('accounts.more')}
          <DownOutlined className={styles.arrow ?? ''} aria-hidden />
        </Button>
      </Dropdown>
    </div>
  )
}
