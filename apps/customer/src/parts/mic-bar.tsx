import type { LocalMedia } from '@veridesk/call-client'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useTexts } from '../preferences.tsx'
import { Icon } from './icon.tsx'

const everyMs = 100
/** Quiet rooms stay below this; a voice at arm's length is above. */
const heardLevel = 0.25
const silentAfterMs = 6_000

/** Shows that the microphone hears something, and says so where it does not. */
export function MicBar({ media }: { readonly media: LocalMedia }) {
  const texts = useTexts()
  const barRef = useRef<HTMLSpanElement>(null)
  const [heard, setHeard] = useState<'yes' | 'no' | 'unknown'>('unknown')

  useEffect(() => {
    const since = Date.now()
    const timer = setInterval(() => {
      const level = media.level()
      // Straight into the element: ten renders a second would cost the phone battery.
      if (barRef.current) barRef.current.style.transform = `scaleX(${level.toFixed(2)})`
      if (level >= heardLevel) setHeard('yes')
      else if (Date.now() - since > silentAfterMs)
        setHeard((before) => (before === 'unknown' ? 'no' : before))
    }, everyMs)
    return () => clearInterval(timer)
  }, [media])

  return (
    <div class="mic">
      <Icon name="mic" />
      <span class="mic-track" role="img" aria-label={texts.checkSound}>
        <span class="mic-level" ref={barRef} />
      </span>
      <p class={{ yes: 'good', no: 'warn', unknown: 'muted' }[heard]} role="status">
        {{ yes: texts.checkGood, no: texts.checkSilent, unknown: texts.checkSoundHint }[heard]}
      </p>
    </div>
  )
}
