import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { LanguageSwitch } from '../shell/language-switch.tsx'
import { Logo } from '../shell/logo.tsx'
import { useInstitution } from '../theme/institution.ts'
import styles from './gate.module.css'

interface Props {
  readonly title: string
  readonly lead?: string
  readonly children: ReactNode
}

/** The frame of the pages outside a session, in the institution's name. */
export function Gate({ title, lead, children }: Props) {
  const { t } = useTranslation()
  const { name } = useInstitution()
  return (
    <main className={styles.gate}>
      <div className={styles.preferences}>
        <LanguageSwitch />
      </div>
      <section className={styles.card} aria-label={title}>
        <div className={styles.brand}>
          <Logo />
          <span>{name || t('product')}</span>
        </div>
        <div>
          <h1 className={styles.title}>{title}</h1>
          {lead && <p className={styles.lead}>{lead}</p>}
        </div>
        {children}
      </section>
    </main>
  )
}
