import { Tooltip } from 'antd'
import { useTranslation } from 'react-i18next'
import { NavLink } from 'react-router'
import { paths } from '../paths.ts'
import { useCan, useMe } from '../session/me-context.ts'
import { AccountMenu } from './account-menu.tsx'
import { AgentStateMenu } from './agent-state-menu.tsx'
import { Logo } from './logo.tsx'
import styles from './header.module.css'

/** On every page: where one is, who waits, which state and account. */
export function Header() {
  const { t } = useTranslation()
  const me = useMe()
  const mayReadCalls = useCan('call.read')
  const mayReadBoard = useCan('board.read')
  const mayReadAudit = useCan('audit.read')
  const mayReadOutbox = useCan('smsOutbox.read')
  const maySeeSettings = useCan('settings.read')
  const link = ({ isActive }: { isActive: boolean }) =>
    `${styles.link} ${isActive ? styles.active : ''}`
  return (
    <header className={styles.header}>
      <div className={styles.brand}>
        <Logo />
        <span className={styles.institution}>{me.institution.name}</span>
        {me.institution.name !== t('product') && (
          <span className={styles.product}>{t('product')}</span>
        )}
      </div>
      <nav className={styles.nav} aria-label={t('nav.label')}>
        <NavLink to={paths.workOrders} className={link}>
          {t('nav.workOrders')}
        </NavLink>
        {mayReadCalls && (
          <NavLink to={paths.callHistory} className={link}>
            {t('nav.callHistory')}
          </NavLink>
        )}
        {mayReadBoard && (
          <NavLink to={paths.board} className={link}>
            {t('board.title')}
          </NavLink>
        )}
        {me.smsSimulated && mayReadOutbox && (
          <NavLink to={paths.outbox} className={link}>
            {t('nav.outbox')}
          </NavLink>
        )}
        {maySeeSettings && (
          <NavLink to={paths.settingsHome} className={link}>
            {t('settings.title')}
          </NavLink>
        )}
        {mayReadAudit && (
          <NavLink to={paths.audit} className={link}>
            {t('nav.audit')}
          </NavLink>
        )}
      </nav>
      <div className={styles.right}>
        <Tooltip title={t('header.waitingHint')}>
          <span className={me.waiting > 0 ? styles.waiting : styles.nobody}>
            {t('header.waiting', { count: me.waiting })}
          </span>
        </Tooltip>
        {me.agent && <AgentStateMenu agent={me.agent} />}
        <AccountMenu />
      </div>
    </header>
  )
}
