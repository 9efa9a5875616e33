import type { CustomerView } from '@veridesk/contract/customer'
import { joinQueue } from '../api.ts'
import { Button } from '../parts/button.tsx'
import { DeviceProblem } from '../parts/device-problem.tsx'
import { Icon } from '../parts/icon.tsx'
import { MicBar } from '../parts/mic-bar.tsx'
import { OwnPicture } from '../parts/own-picture.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { Problem } from '../parts/problem.tsx'
import { useTexts } from '../preferences.tsx'
import { useAction } from '../use-action.ts'
import type { Devices } from '../use-devices.ts'
import type { Session } from '../use-session.ts'

interface CheckProps {
  readonly session: Session
  readonly view: CustomerView
  readonly devices: Devices
}

/** Own picture and sound before queueing: one plain line for each problem, with its cure. */
export function Check({ session, view, devices }: CheckProps) {
  const texts = useTexts()
  const action = useAction(session)
  const ready = devices.media !== null && devices.trouble === null
  return (
    <Page
      institution={view.institution}
      actions={
        <>
          <Problem code={action.code} />
          {devices.trouble ? (
            <>
              <DeviceProblem devices={devices} token={session.token} />
              <PhoneLink phone={view.institution.supportPhone} />
            </>
          ) : (
            <Button
              kind="primary"
              disabled={!ready}
              busy={action.busy}
              onClick={() => void action.run(joinQueue)}
            >
              {texts.checkQueue}
            </Button>
          )}
        </>
      }
    >
      <h1>{texts.checkTitle}</h1>
      <div class={`mirror-frame ${devices.trouble ? 'blank' : ''}`}>
        <OwnPicture devices={devices} />
        {devices.opening && (
          <p class="frame-note" role="status">
            {texts.checkStarting}
          </p>
        )}
        {devices.trouble && (
          <p class="frame-note">
            <Icon name="camera-off" />
          </p>
        )}
      </div>
      {ready && devices.media && <MicBar media={devices.media} />}
    </Page>
  )
}
