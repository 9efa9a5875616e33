import type { ComponentChildren } from 'preact'
import { usePreferences } from '../preferences.tsx'

interface PageProps {
  /** The institution's name; empty while unknown. */
  readonly institution: string
  readonly children: ComponentChildren
  /** The buttons under the thumb. */
  readonly actions?: ComponentChildren
}

/** Every page but the call: who we are, language and type size in the corner, content, buttons. */
export function Page({ institution, children, actions }: PageProps) {
  const { texts, language, large, switchLanguage, switchType } = usePreferences()
  return (
    <div class="page">
      <header class="header">
        <div class="brand">
          {institution !== '' && (
            <span class="monogram" aria-hidden="true">
              {Array.from(institution)[0]}
            </span>
          )}
          <span class="institution">{institution}</span>
        </div>
        <button type="button" class="switch" aria-pressed={large} onClick={switchType}>
          {texts.largeType}
        </button>
        <button
          type="button"
          class="switch"
          lang={language === 'en' ? 'zh-CN' : 'en'}
          onClick={switchLanguage}
        >
          {texts.language}
        </button>
      </header>
      <main class="content">{children}</main>
      {actions !== undefined && <footer class="actions">{actions}</footer>}
    </div>
  )
}
