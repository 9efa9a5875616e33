import { useState } from 'preact/hooks'
import { copy } from '../copy.ts'
import { useTexts } from '../preferences.tsx'
import type { Surroundings } from '../surroundings.ts'
import { Button } from './button.tsx'

interface OpenElsewhereProps {
  readonly link: string
  readonly where: Surroundings
  /** Primary where nothing else helps. */
  readonly kind: 'primary' | 'plain'
}

/** The way into the phone's own browser: WeChat's menu, or the link on the clipboard. */
export function OpenElsewhere({ link, where, kind }: OpenElsewhereProps) {
  const texts = useTexts()
  const [copied, setCopied] = useState<boolean>()
  return (
    <>
      <p>{texts.elsewhere[where]}</p>
      <Button kind={kind} onClick={() => void copy(link).then(setCopied)}>
        {texts.copyLink}
      </Button>
      <p class={copied ? 'good' : ''} role="status">
        {copied && texts.copied}
        {copied === false && (
          <>
            {texts.notCopied}
            <span class="link-text">{link}</span>
          </>
        )}
      </p>
    </>
  )
}
