/** Language and type size: chosen once, kept on this phone. */
import { createContext } from 'preact'
import type { ComponentChildren } from 'preact'
import { useContext, useLayoutEffect, useMemo, useState } from 'preact/hooks'
import { en } from './i18n/en.ts'
import { zh } from './i18n/zh.ts'
import type { Texts } from './i18n/zh.ts'

export type Language = 'zh' | 'en'

interface Preferences {
  readonly language: Language
  readonly texts: Texts
  readonly large: boolean
  readonly switchLanguage: () => void
  readonly switchType: () => void
}

const Context = createContext<Preferences | null>(null)

// Storage is refused in some private windows: then a choice lasts as long as the page.
function remembered(name: string): string | null {
  try {
    return localStorage.getItem(`veridesk:${name}`)
  } catch {
    return null
  }
}

function remember(name: string, value: string): void {
  try {
    localStorage.setItem(`veridesk:${name}`, value)
  } catch {
    return
  }
}

export function PreferencesProvider({ children }: { readonly children: ComponentChildren }) {
  const [language, setLanguage] = useState<Language>(() =>
    remembered('language') === 'en' ? 'en' : 'zh',
  )
  const [large, setLarge] = useState(() => remembered('type') === 'large')
  const texts = language === 'en' ? en : zh

  useLayoutEffect(() => {
    document.documentElement.lang = language === 'en' ? 'en' : 'zh-CN'
    document.title = texts.pageTitle
    document.documentElement.classList.toggle('large', large)
  }, [language, texts, large])

  const value = useMemo<Preferences>(
    () => ({
      language,
      texts,
      large,
      switchLanguage() {
        const next = language === 'en' ? 'zh' : 'en'
        remember('language', next)
        setLanguage(next)
      },
      switchType() {
        remember('type', large ? 'normal' : 'large')
        setLarge(!large)
      },
    }),
    [language, texts, large],
  )
  return <Context.Provider value={value}>{children}</Context.Provider>
}

export function usePreferences(): Preferences {
  const value = useContext(Context)
  if (!value) throw new Error('usePreferences needs a PreferencesProvider above it')
  return value
}

export function useTexts(): Texts {
  return usePreferences().texts
}
