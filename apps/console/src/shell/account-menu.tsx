import { DownOutlined, LogoutOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCodeText } from '../i18n/error-text.ts'
import { chooseLanguage, languages } from '../i18n/start.ts'
import { ProfileDialog } from '../profile/profile-dialog.tsx'
import { useMe } from '../session/me-context.ts'
import { useShown } from '../settings/use-shown.ts'
import { useSignOut } from '../session/use-sign-out.ts'
import { chooseScheme, schemes, useChosenScheme } from '../theme/scheme.ts'
import styles from './account-menu.module.css'

/** Who is signed in, 个人设置 (manual 3.15), language, light or dark, and the way out. */
export function AccountMenu() {
  const { t, i18n } = useTranslation()
  const me = useMe()
  const scheme = useChosenScheme()
  const codeText = useCodeText()
  const signOut = useSignOut()
  const profile = useShown<true>()
  const inCall = me.agent?.state === 'busy'

  const items: MenuProps['items'] = [
    {
      key: 'who',
      type: 'group',
      label: `${me.username} · ${t(`header.roles.${me.role}`)}`,
    },
    {
      key: 'profile',
      icon: <SettingOutlined aria-hidden />,
      label: t('profile.title'),
      onClick: () => profile.show(true),
    },
    { type: 'divider' },
    ...languages.map((language) => ({
      key: `language:${language}`,
      label: t(`language.${language}`),
      onClick: () => void chooseLanguage(language),
    })),
    { type: 'divider' },
    ...schemes.map((each) => ({
      key: `scheme:${each}`,
      label: t(`scheme.${each}`),
      onClick: () => chooseScheme(each),
    })),
    { type: 'divider' },
    {
      key: 'sign-out',
      icon: <LogoutOutlined aria-hidden />,
      disabled: inCall,
      label: (
        <span className={styles.item}>
          {t('header.signOut')}
          {inCall && <small>{codeText('call_in_progress')}</small>}
        </span>
      ),
      onClick: () => signOut.mutate(),
    },
  ]
  const selectedKeys = [`language:${i18n.language === 'en' ? 'en' : 'zh'}`, `scheme:${scheme}`]
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, selectedKeys }}>
        <Button
          type="text"
          aria-haspopup="menu"
          aria-label={`${t('header.account')}: ${me.name}`}
          icon={<UserOutlined aria-hidden />}
        >
          <span className={styles.name}>{me.name}</span>
          <DownOutlined className={styles.arrow ?? ''} aria-hidden />
        </Button>
      </Dropdown>
      {profile.target && (
        <ProfileDialog open={profile.open} onClose={profile.close} afterClose={profile.gone} />
      )}
    </>
  )
}
