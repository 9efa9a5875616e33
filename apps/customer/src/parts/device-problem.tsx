import { linkOf } from '../link.ts'
import { useTexts } from '../preferences.tsx'
import { mayWorkElsewhere, surroundings } from '../surroundings.ts'
import type { Devices } from '../use-devices.ts'
import { Button } from './button.tsx'
import { Icon } from './icon.tsx'
import { OpenElsewhere } from './open-elsewhere.tsx'

interface DeviceProblemProps {
  readonly devices: Devices
  /** Of the link this page was opened with, where it is known. */
  readonly token: string | null
}

/** What is wrong with camera or microphone and its cure, one line and one button; nothing while all is well. */
export function DeviceProblem({ devices, token }: DeviceProblemProps) {
  const texts = useTexts()
  const { trouble } = devices
  if (!trouble) return null
  const where = surroundings()
  // Nothing to be allowed or connected: this browser will never do.
  const hopeless = trouble.problem === 'unsupported'
  return (
    <div class="device-problem" role="alert">
      <p class="problem">
        <Icon name="alert" />
        <span>{texts.media[trouble.problem](texts.devices[trouble.kind])}</span>
      </p>
      {!hopeless && (
        <Button kind="primary" busy={devices.opening} onClick={devices.reopen}>
          {texts.checkAgain}
        </Button>
      )}
      {mayWorkElsewhere(trouble.problem, where) && (
        <OpenElsewhere link={linkOf(token)} where={where} kind={hopeless ? 'primary' : 'plain'} />
      )}
    </div>
  )
}
