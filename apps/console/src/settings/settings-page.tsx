import { useTranslation } from 'react-i18next'
import { Navigate, NavLink, useParams } from 'react-router'
import { useTopic } from '../api/realtime.tsx'
import { AccountsPart } from '../accounts/accounts-part.tsx'
import { GroupsPart } from '../groups/groups-part.tsx'
import { paths, settingsParts, type SettingsPart } from '../paths.ts'
import { BusinessTypesPart } from './business-types/business-types-part.tsx'
import { CalendarPart } from './calendar/calendar-part.tsx'
import { InstitutionPart } from './institution-part.tsx'
import { NoticePart } from './notice-part.tsx'
import { PauseReasonsPart } from './pause-reasons/pause-reasons-part.tsx'
import { QueuePart } from './queue/queue-part.tsx'
import styles from './settings-page.module.css'
import { SmsPart } from './sms-part.tsx'
import { WechatPart } from './wechat-part.tsx'

const parts: Readonly<Record<SettingsPart, () => React.ReactNode>> = {
  accounts: AccountsPart,
  groups: GroupsPart,
  'business-types': BusinessTypesPart,
  queue: QueuePart,
  calendar: CalendarPart,
  'pause-reasons': PauseReasonsPart,
  notice: NoticePart,
  sms: SmsPart,
  wechat: WechatPart,
  institution: InstitutionPart,
}

/** 设置 (manual 3.17, 3.18): its parts at the side, one of them shown. */
export function SettingsPage() {
  const { t } = useTranslation()
  const { part } = useParams()
  useTopic('settings')
  const chosen = settingsParts.find((each) => each === part)
  if (!chosen) return <Navigate to={paths.settings('accounts')} replace />
  const Part = parts[chosen]
  return (
    <div className={styles.settings}>
      <nav className={styles.menu} aria-label={t('settings.title')}>
        {settingsParts.map((each) => (
          <NavLink
            key={each}
            to={paths.settings(each)}
            className={({ isActive }) => `${styles.link} ${isActive ? styles.active : ''}`}
          >
            {t(`settings.parts.${each}`)}
          </NavLink>
        ))}
      </nav>
      <div className={styles.part}>
        <Part key={chosen} />
      </div>
    </div>
  )
}
