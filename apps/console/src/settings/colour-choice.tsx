import { WarningOutlined } from '@ant-design/icons'
import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { accentFrom, contrast, isColour, readable } from '../theme/colour.ts'
import { palettes } from '../theme/tokens.ts'
import styles from './colour-choice.module.css'

/** Calm ones to begin with; each carries white words. */
const offered = ['#2a6590', '#1d5fa8', '#0b3d91', '#1f6b3d', '#00695c', '#a3171f', '#6a3d9a']

interface Props {
  readonly id?: string
  /** `#rrggbb`; empty: the product's own. */
  readonly value?: string
  readonly onChange?: (colour: string) => void
}

/** The institution's colour, with what becomes of it where words on it could not be read. */
export function ColourChoice({ id, value = '', onChange }: Props) {
  const { t } = useTranslation()
  const valid = isColour(value)
  const ratio = valid ? contrast(value, '#ffffff') : null
  const used = valid ? accentFrom(value, palettes.light.surface, 'light').accent : null
  return (
    <div className={styles.choice}>
      <div className={styles.line}>
        <input
          type="color"
          className={styles.picker}
          aria-label={t('settings.institution.pickColour')}
          value={valid ? value : palettes.light.accent}
          onChange={(event) => onChange?.(event.target.value)}
        />
        <Input
          id={id}
          className={styles.hex ?? ''}
          value={value}
          placeholder={t('settings.institution.ownColour')}
          maxLength={7}
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => onChange?.(event.target.value.trim())}
        />
        <Button disabled={value === ''} onClick={() => onChange?.('')}>
          {t('settings.institution.useOwnColour')}
        </Button>
      </div>
      <div className={styles.line} role="group" aria-label={t('settings.institution.offered')}>
        {offered.map((colour) => (
          <button
            key={colour}
            type="button"
            className={styles.swatch}
            style={{ background: colour }}
            aria-label={colour}
            aria-pressed={value.toLowerCase() === colour}
            onClick={() => onChange?.(colour)}
          />
        ))}
      </div>
      {ratio !== null &&
        (ratio >= readable ? (
          <span className={styles.note}>
            {t('settings.institution.contrastGood', { ratio: ratio.toFixed(1) })}
          </span>
        ) : (
          <span className={styles.warning} role="status">
            <WarningOutlined aria-hidden />{' '}
            {t('settings.institution.contrastLow', { ratio: ratio.toFixed(1), used })}
          </span>
        ))}
    </div>
  )
}
