import type { Account } from '@veridesk/contract/account-admin'
import { Descriptions } from 'antd'
import { useTranslation } from 'react-i18next'
import { useNow } from '../api/use-now.ts'
import { dateTime } from '../format/date-time.ts'
import styles from './account-facts.module.css'

/** What nobody types: since when, last seen, whether it must change its password or is locked. */
export function AccountFacts({ account }: { readonly account: Account }) {
  const { t } = useTranslation()
  const now = useNow(account.lockedUntil !== null)
  const locked = account.lockedUntil !== null && Date.parse(account.lockedUntil) > now
  const facts = [
    { key: 'created', label: t('accounts.createdAt'), children: dateTime(account.createdAt) },
    {
      key: 'signed-in',
      label: t('accounts.lastSignInAt'),
      children: account.lastSignInAt ? dateTime(account.lastSignInAt) : t('accounts.neverSignedIn'),
    },
    ...(account.mustChangePassword
      ? [
          {
            key: 'password',
            label: t('accounts.passwordState'),
            children: t('accounts.mustChangePassword'),
          },
        ]
      : []),
    ...(locked && account.lockedUntil
      ? [
          {
            key: 'locked',
            label: t('accounts.lockedUntil'),
            children: dateTime(account.lockedUntil),
          },
        ]
      : []),
  ]
  return <Descriptions className={styles.facts ?? ''} size="small" column={1} items={facts} />
}
