import { useTexts } from '../preferences.tsx'
import type { Devices } from '../use-devices.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'

/** What is wrong with camera or microphone and its cure, one line and one button; nothing while all is well. */
export function DeviceProblem({ devices }: { readonly devices: Devices }) {
  const texts = useTexts()
  const { trouble } = devices
  if (!trouble) return null
  return (
    <div class="device-problem" role="alert">
      <p class="problem">
        <Icon name="alert" />
        <span>{texts.media[trouble.problem](texts.devices[trouble.kind])}</span>
      </p>
      <Button kind="primary" busy={devices.opening} onClick={devices.reopen}>
        {texts.checkAgain}
      </Button>
    </div>
  )
}
