import { Alert, Button } from 'antd'
import { logoLimit } from '@veridesk/contract/settings'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FileChoice } from './file-choice.tsx'
import styles from './logo-choice.module.css'
import { isPicture, logoProblem, logoTypes, type LogoProblem } from './logo-file.ts'

/** `kept`: as stored. A file that is not sent yet has an address on this page, given back by whoever holds it. */
export type LogoChange = 'kept' | 'removed' | { readonly file: File; readonly url: string }

interface Props {
  /** Path of the stored one. */
  readonly stored: string | null
  readonly change: LogoChange
  readonly onChange: (change: LogoChange) => void
}

/** The address of the logo as it will be. */
export function logoAddress(stored: string | null, change: LogoChange): string | null {
  if (change === 'kept') return stored
  return change === 'removed' ? null : change.url
}

export function LogoChoice({ stored, change, onChange }: Props) {
  const { t } = useTranslation()
  const [problem, setProblem] = useState<LogoProblem | null>(null)
  const address = logoAddress(stored, change)
  const choose = async (file: File) => {
    const found = logoProblem(file, logoLimit) ?? ((await isPicture(file)) ? null : 'picture')
    setProblem(found)
    if (!found) onChange({ file, url: URL.createObjectURL(file) })
  }
  return (
    <div className={styles.choice}>
      {address && (
        <div className={styles.stored}>
          <img className={styles.picture} src={address} alt={t('settings.institution.logo')} />
          <Button
            onClick={() => {
              setProblem(null)
              onChange(stored === null ? 'kept' : 'removed')
            }}
          >
            {t('settings.institution.removeLogo')}
          </Button>
        </div>
      )}
      <FileChoice
        accept={logoTypes.join(',')}
        label={t('settings.institution.chooseLogo')}
        hint={t('settings.institution.logoHint')}
        chosen={typeof change === 'object' ? change.file.name : null}
        onChoose={(file) => void choose(file)}
      />
      {problem && (
        <Alert
          type="error"
          showIcon
          role="alert"
          title={t(`settings.institution.logoRefused.${problem}`)}
        />
      )}
    </div>
  )
}
