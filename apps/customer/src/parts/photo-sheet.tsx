import { usePreferences } from '../preferences.tsx'
import type { PhotoFlow } from '../use-photo.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { isPassing } from '../state.ts'
import { Problem } from './problem.tsx'

/** Preview and upload of a photo over the call. */
export function PhotoSheet({ photo }: { readonly photo: PhotoFlow }) {
  const { texts } = usePreferences()
  const { step } = photo
  if (step.name === 'idle') return null
  if (step.name === 'sent')
    return (
      <p class="toast" role="status">
        <Icon name="check" />
        {texts.photoSent}
      </p>
    )
  if (step.name === 'taking')
    return (
      <p class="toast" role="status">
        <Icon name="shutter" />
        {texts.photoTaking}
      </p>
    )
  if (step.name === 'missed')
    return (
      <div class="photo-sheet" role="dialog" aria-modal="true" aria-label={texts.photoPreview}>
        <p class="problem" role="alert">
          <Icon name="alert" />
          <span>{texts.photoFailed}</span>
        </p>
        <div class="photo-actions">
          <Button onClick={photo.close}>{texts.close}</Button>
          <Button kind="primary" onClick={photo.take}>
            {texts.photoAgain}
          </Button>
        </div>
      </div>
    )
  const { shot } = step
  const sending = step.name === 'sending'
  return (
    <div class="photo-sheet" role="dialog" aria-modal="true" aria-label={texts.photoPreview}>
      <button type="button" class="photo-close" disabled={sending} onClick={photo.close}>
        {texts.close}
      </button>
      <img src={shot.url} alt={texts.photoPreview} />
      {step.name === 'refused' && <Problem code={step.code} />}
      {step.name === 'sending' && (
        <p class="sending" role="status">
          <progress max={100} value={step.percent} />
          {step.retrying ? texts.photoRetrying : texts.photoSending(step.percent)}
        </p>
      )}
      <div class="photo-actions">
        <Button disabled={sending} onClick={photo.take}>
          {texts.photoAgain}
        </Button>
        {(step.name !== 'refused' || isPassing(step.code)) && (
          <Button kind="primary" busy={sending} onClick={() => photo.send(shot)}>
            {step.name === 'refused' ? texts.retry : texts.photoUse}
          </Button>
        )}
      </div>
    </div>
  )
}
