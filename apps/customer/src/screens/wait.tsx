import type { CustomerCall, CustomerView } from '@veridesk/contract/customer'
import { useCallback, useState } from 'preact/hooks'
import { leaveQueue } from '../api.ts'
import { formatDuration, isLongWait, useElapsed } from '../clock.ts'
import { minutesOf } from '../estimate.ts'
import { Button } from '../parts/button.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { DeviceProblem } from '../parts/device-problem.tsx'
import { Icon } from '../parts/icon.tsx'
import { Page } from '../parts/page.tsx'
import { PhoneLink } from '../parts/phone-link.tsx'
import { Problem } from '../parts/problem.tsx'
import { useTexts } from '../preferences.tsx'
import { useAction } from '../use-action.ts'
import { useBackGuard } from '../use-back-guard.ts'
import type { Devices } from '../use-devices.ts'
import { useKeptPlace } from '../use-kept-place.ts'
import { useOnline } from '../use-online.ts'
import type { Session } from '../use-session.ts'

interface WaitProps {
  readonly session: Session
  readonly view: CustomerView
  readonly call: CustomerCall
  /** An administrator ended the call before and this one goes on in its place. */
  readonly requeued: boolean
  /** The place was there when the page opened. */
  readonly found: boolean
  readonly devices: Devices
  readonly connected: boolean
}

/** The queue (manual 4.3): how many wait ahead, for how long already and still, and the way out. */
export function Wait({ session, view, call, requeued, found, devices, connected }: WaitProps) {
  const texts = useTexts()
  const action = useAction(session)
  const [asking, setAsking] = useState(false)
  const ask = useCallback(() => setAsking(true), [])
  useBackGuard(ask)
  const waited = useElapsed(call.queuedAt, session.skew)
  const heard = useOnline() && connected
  const kept = useKeptPlace(found, heard)
  const ringing = call.status === 'ringing'
  return (
    <Page
      institution={view.institution}
      connected={heard}
      actions={
        <>
          <Problem code={action.code} />
          <Button onClick={ask}>{texts.waitCancel}</Button>
        </>
      }
    >
      <div class="centre">
        <div class={`pulse ${ringing ? 'ringing' : ''}`} role="status">
          <Headline ringing={ringing} ahead={call.ahead} />
        </div>
        {ringing ? (
          <p class="muted">{texts.waitRingingHint}</p>
        ) : (
          <p class="muted tabular">
            {call.estimate && (
              <span class="estimate">
                {texts.waitEstimate(...minutesOf(call.estimate))}
                {' · '}
              </span>
            )}
            <span class="whole">{texts.waited(formatDuration(waited))}</span>
          </p>
        )}
        <p class="kept good" role="status">
          {(kept || requeued) && heard && !ringing && (
            <>
              <Icon name="check" />
              <span>{requeued ? texts.endReasons['force-requeued'] : texts.waitKept}</span>
            </>
          )}
        </p>
        {!ringing && isLongWait(waited) && (
          <>
            <p>{texts.waitLong}</p>
            <PhoneLink phone={view.institution.supportPhone} />
          </>
        )}
      </div>
      <DeviceProblem devices={devices} token={session.token} />
      <div class="waiting-notes">
        <p>
          <Icon name="screen" />
          <span>
            {texts.waitKeepOpen}
            <br />
            <span class="muted">{texts.waitBackground(view.graceSeconds)}</span>
          </span>
        </p>
        {devices.media && !devices.trouble && (
          <p class="good">
            <Icon name="check" />
            {texts.waitReady}
          </p>
        )}
      </div>
      {asking && (
        <Confirm
          title={texts.waitCancelAsk}
          hint={texts.waitCancelHint}
          yes={texts.waitCancelYes}
          no={texts.waitCancelNo}
          busy={action.busy}
          onNo={() => setAsking(false)}
          onYes={() => void action.run(() => leaveQueue(call.id)).then(() => setAsking(false))}
        />
      )}
    </Page>
  )
}

function Headline({ ringing, ahead }: { readonly ringing: boolean; readonly ahead: number }) {
  const texts = useTexts()
  if (ringing || ahead === 0)
    return <h1 class="next">{ringing ? texts.waitRinging : texts.waitNext}</h1>
  // The number stands large between the words of the sentence.
  const [before = '', after = ''] = texts.waitAhead(ahead).split(String(ahead))
  return (
    <h1>
      {before}
      <strong class="ahead" key={ahead}>
        {ahead}
      </strong>
      {after}
    </h1>
  )
}
