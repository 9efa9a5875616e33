import type { SessionState } from '@veridesk/call-client'
import type { Participant } from '@veridesk/contract/calls'
import type { CustomerCall } from '@veridesk/contract/customer'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { endCall } from '../api.ts'
import { CallBar } from '../parts/call-bar.tsx'
import { CallHeader } from '../parts/call-header.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { DeviceProblem } from '../parts/device-problem.tsx'
import { Movable } from '../parts/movable.tsx'
import { OwnPicture } from '../parts/own-picture.tsx'
import { Problem } from '../parts/problem.tsx'
import { useTexts } from '../preferences.tsx'
import { stripOf } from '../strip.ts'
import { useAction } from '../use-action.ts'
import { useBackGuard } from '../use-back-guard.ts'
import type { Devices } from '../use-devices.ts'
import type { Session } from '../use-session.ts'

interface CallProps {
  readonly session: Session
  readonly call: CustomerCall
  readonly devices: Devices
  readonly live: SessionState
  readonly agent: Participant | undefined
  readonly photographing: boolean
  readonly onPhoto: () => void
}

/** The call (manual 4.4): the agent behind everything, the own picture small, four buttons under the thumb. */
export function Call({ session, call, devices, live, agent, photographing, onPhoto }: CallProps) {
  const texts = useTexts()
  const action = useAction(session)
  const [asking, setAsking] = useState(false)
  const ask = useCallback(() => setAsking(true), [])
  useBackGuard(ask)
  const seconds = useSecondsSince(live.reconnectingSince)
  const strip = stripOf(live, agent, texts, seconds)
  const name = call.agentName ?? texts.callAgent
  return (
    <main class="call">
      <CallHeader call={call} name={name} quality={live.quality} skew={session.skew} />
      {agent && !agent.sendsVideo && (
        <div class="avatar">
          <span class="avatar-letter" aria-hidden="true">
            {Array.from(name)[0]}
          </span>
          <h1>{name}</h1>
          <p>{texts.callAgentNoCamera}</p>
        </div>
      )}
      <Movable>
        <OwnPicture devices={devices} />
      </Movable>
      <div class="call-notes">
        {strip !== null && (
          <p class="strip" role="status">
            {strip}
          </p>
        )}
        <DeviceProblem devices={devices} token={session.token} />
        <Problem code={action.code} />
      </div>
      <CallBar devices={devices} photographing={photographing} onPhoto={onPhoto} onEnd={ask} />
      {asking && (
        <Confirm
          title={texts.callEndAsk}
          hint={texts.callEndHint}
          yes={texts.callEndYes}
          no={texts.callEndNo}
          busy={action.busy}
          onNo={() => setAsking(false)}
          onYes={() => void action.run(() => endCall(call.id)).then(() => setAsking(false))}
        />
      )}
    </main>
  )
}

/** Whole seconds since `since` (`Date.now()` of then), renewed every second. */
function useSecondsSince(since: number | null): number {
  const [now, setNow] = useState(0)
  useEffect(() => {
    if (since === null) return undefined
    setNow(Date.now())
    const timer = setInterval(() => setNow(Date.now()), 1_000)
    return () => clearInterval(timer)
  }, [since])
  return since === null ? 0 : Math.max(0, Math.floor((now - since) / 1000))
}
