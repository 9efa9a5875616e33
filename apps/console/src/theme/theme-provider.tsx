import { App, ConfigProvider, theme, type ThemeConfig } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import { useLayoutEffect, useMemo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { accentFrom, isColour, mix } from './colour.ts'
import { useInstitution } from './institution.ts'
import { useEffectiveScheme } from './scheme.ts'
import { styleNonce } from './style-nonce.ts'
import { fontFamily, palettes, type Palette } from './tokens.ts'

const kebab = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** Gives our own styles the palette as `--accent`, `--text-soft`, ... */
function publish(palette: Palette, scheme: 'light' | 'dark'): void {
  const { style, dataset } = document.documentElement
  for (const [name, value] of Object.entries(palette)) style.setProperty(`--${kebab(name)}`, value)
  style.setProperty('color-scheme', scheme)
  dataset.scheme = scheme
}

function kitTheme(palette: Palette, scheme: 'light' | 'dark'): ThemeConfig {
  return {
    algorithm: scheme === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    hashed: false,
    token: {
      fontFamily,
      fontSize: 14,
      borderRadius: 8,
      controlHeight: 34,
      colorPrimary: palette.accent,
      // Never paler than the accent itself: white words stand on it.
      colorPrimaryHover: mix(palette.accent, '#000000', 0.12),
      colorPrimaryActive: mix(palette.accent, '#000000', 0.22),
      colorInfo: palette.accent,
      colorLink: scheme === 'dark' ? palette.accentStrong : palette.accent,
      colorLinkHover: palette.accentStrong,
      colorSuccess: palette.green,
      colorWarning: palette.amber,
      colorError: palette.red,
      colorText: palette.text,
      colorTextSecondary: palette.textSoft,
      colorTextTertiary: palette.textFaint,
      colorTextDescription: palette.textFaint,
      colorTextPlaceholder: palette.textFaint,
      // Forms are also read by those who may change nothing.
      colorTextDisabled: palette.textFaint,
      colorBgBase: palette.surface,
      colorBgLayout: palette.page,
      colorBgContainer: palette.surface,
      colorBgElevated: palette.surfaceRaised,
      colorPrimaryBg: palette.accentSoft,
      controlItemBgActive: palette.accentSoft,
      controlItemBgActiveHover: palette.accentSoft,
      colorErrorBg: palette.redSoft,
      colorWarningBg: palette.amberSoft,
      colorInfoBg: palette.blueSoft,
      colorSuccessBg: palette.greenSoft,
      colorBorder: palette.lineStrong,
      colorBorderSecondary: palette.line,
      colorSplit: palette.line,
    },
    components: {
      Table: {
        cellFontSizeMD: 13,
        cellFontSizeSM: 13,
        cellPaddingBlockMD: 7,
        cellPaddingInlineMD: 12,
        headerBg: palette.surfaceSunken,
        headerSplitColor: 'transparent',
      },
      Button: {
        primaryShadow: 'none',
        defaultShadow: 'none',
        dangerShadow: 'none',
        dangerColor: palette.onRed,
        defaultBorderColor: palette.line,
      },
      Alert: { withDescriptionPadding: '12px 16px', withDescriptionIconSize: 18 },
      Dropdown: { colorPrimary: palette.accentStrong },
      Form: { itemMarginBottom: 30, verticalLabelPadding: '0 0 4px' },
      Tabs: { itemSelectedColor: palette.accentStrong, itemHoverColor: palette.accentStrong },
      Descriptions: { labelBg: palette.surfaceSunken },
      // The kit's 6 pixels make a box of 16 look like a radio button.
      Checkbox: { borderRadiusSM: 4 },
    },
  }
}

/** Our palette, with the institution's colour as the accent where it has one. */
function usePalette(scheme: 'light' | 'dark'): Palette {
  const { colour } = useInstitution()
  return useMemo(() => {
    const own = palettes[scheme]
    return colour !== null && isColour(colour)
      ? { ...own, ...accentFrom(colour, own.surface, scheme) }
      : own
  }, [colour, scheme])
}

/** antd in the institution's colour and our words, light or dark. */
export function ThemeProvider({ children }: { readonly children: ReactNode }) {
  const scheme = useEffectiveScheme()
  const { i18n } = useTranslation()
  const palette = usePalette(scheme)
  useLayoutEffect(() => publish(palette, scheme), [palette, scheme])
  return (
    <ConfigProvider
      theme={kitTheme(palette, scheme)}
      locale={i18n.language === 'en' ? en : zh}
      csp={{ nonce: styleNonce }}
      // antd would write 新 建: a button's name is the manual's word, unspaced.
      button={{ autoInsertSpace: false }}
    >
      <App message={{ maxCount: 3 }}>{children}</App>
    </ConfigProvider>
  )
}
