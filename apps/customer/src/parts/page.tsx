import type { CustomerView } from '@veridesk/contract/customer'
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { usePreferences } from '../preferences.tsx'
import { useOnline } from '../use-online.ts'
import { Icon } from './icon.tsx'

interface PageProps {
  /** Its name is empty while unknown. */
  readonly institution: CustomerView['institution']
  readonly children: ComponentChildren
  /** The buttons under the thumb. */
  readonly actions?: ComponentChildren
  /** Whether the server is heard, where the page listens to it. */
  readonly connected?: boolean
}

/** Every page but the call: who we are, language and type size in the corner, content, buttons. */
export function Page({ institution, children, actions, connected = true }: PageProps) {
  const { texts, language, large, switchLanguage, switchType } = usePreferences()
  const online = useOnline()
  return (
    <div class="page">
      <header class="header">
        <div class="brand">
          <Mark institution={institution} />
          <span class="institution">{institution.name}</span>
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
      {!(online && connected) && (
        <p class="offline" role="alert">
          <Icon name="signal" />
          {texts.offline}
        </p>
      )}
      <main class="content">{children}</main>
      {actions !== undefined && <footer class="actions">{actions}</footer>}
    </div>
  )
}

/** The logo; the name's first character where there is none or it does not come. */
function Mark({ institution: { name, logo } }: Pick<PageProps, 'institution'>) {
  const [missing, setMissing] = useState<string | null>(null)
  if (logo !== null && logo !== missing)
    return <img class="logo" src={logo} alt="" onError={() => setMissing(logo)} />
  if (name === '') return null
  return (
    <span class="monogram" aria-hidden="true">
      {Array.from(name)[0]}
    </span>
  )
}
