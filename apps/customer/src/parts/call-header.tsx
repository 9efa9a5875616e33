import type { Quality } from '@veridesk/call-client'
import type { CustomerCall } from '@veridesk/contract/customer'
import { formatDuration, useElapsed } from '../clock.ts'
import { useTexts } from '../preferences.tsx'
import { Icon } from './icon.tsx'

interface CallHeaderProps {
  readonly call: CustomerCall
  readonly name: string
  readonly quality: Quality
  /** Server clock minus own clock, ms. */
  readonly skew: number
}

/** Who it is, for how long, how well, and that it is recorded. */
export function CallHeader({ call, name, quality, skew }: CallHeaderProps) {
  const texts = useTexts()
  const talked = useElapsed(call.answeredAt, skew)
  const words = {
    good: texts.callQualityGood,
    fair: texts.callQualityFair,
    poor: texts.callQualityPoor,
  }
  return (
    <header class="call-header">
      <p class="call-who">
        <span>{name}</span>
        <time class="tabular" aria-label={texts.callDuration}>
          {formatDuration(talked)}
        </time>
      </p>
      <p class="call-signs">
        {call.media?.recording && <span class="recording">{texts.callRecording}</span>}
        {quality !== 'unknown' && (
          <span class={`quality quality-${quality}`}>
            <Icon name="signal" />
            {words[quality]}
          </span>
        )}
      </p>
    </header>
  )
}
