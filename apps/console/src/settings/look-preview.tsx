import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { Mark } from '../shell/logo.tsx'
import { accentFrom, isColour } from '../theme/colour.ts'
import { useEffectiveScheme } from '../theme/scheme.ts'
import { palettes } from '../theme/tokens.ts'
import styles from './look-preview.module.css'
import { PhoneButton, PhoneFrame } from './phone-frame.tsx'

interface Props {
  readonly name: string
  readonly supportPhone: string
  /** `#rrggbb`, or anything else for the product's own. */
  readonly colour: string
  readonly logo: string | null
}

/** The console's header and the customer's phone as they will look. */
export function LookPreview({ name, supportPhone, colour, logo }: Props) {
  const { t } = useTranslation()
  const scheme = useEffectiveScheme()
  const own = palettes[scheme]
  const { accent, accentStrong } = isColour(colour) ? accentFrom(colour, own.surface, scheme) : own
  const style: CSSProperties & Record<`--${string}`, string> = {
    '--accent': accent,
    '--accent-strong': accentStrong,
  }
  return (
    <div className={styles.preview} style={style}>
      <div
        className={styles.header}
        role="img"
        aria-label={t('settings.institution.headerPreview')}
      >
        {logo ? <img className={styles.logo} src={logo} alt="" /> : <Mark />}
        <strong className={styles.name}>{name}</strong>
        <span className={styles.link}>{t('nav.workOrders')}</span>
        <span className={styles.button}>{t('common.confirm')}</span>
      </div>
      <PhoneFrame
        label={t('settings.institution.phonePreview')}
        name={name}
        logo={logo}
        // Phones get the colour as it is read on white, as buttons do here.
        colour={isColour(colour) ? accentFrom(colour, '#ffffff', 'light').accent : null}
      >
        <span>{t('settings.phone.lead')}</span>
        <span className={styles.support}>
          {t('settings.phone.support', { phone: supportPhone })}
        </span>
        <PhoneButton>{t('settings.phone.agree')}</PhoneButton>
      </PhoneFrame>
    </div>
  )
}
