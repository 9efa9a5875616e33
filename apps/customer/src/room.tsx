/** From the check to the end of the call: one camera, one call session. Loaded after the first page. */
import { useCallback } from 'preact/hooks'
export { Presence } from './presence.tsx'
import { PhotoSheet } from './parts/photo-sheet.tsx'
import { RemotePicture } from './parts/remote-picture.tsx'
import { Call } from './screens/call.tsx'
import { Check } from './screens/check.tsx'
import { Wait } from './screens/wait.tsx'
import type { Screen } from './state.ts'
import { useCallSession } from './use-call-session.ts'
import { useDevices } from './use-devices.ts'
import { usePhoto } from './use-photo.ts'
import { useOnlyPage } from './use-only-page.ts'
import { useSummons } from './use-summons.ts'
import { useWakeLock } from './use-wake-lock.ts'
import type { Session } from './use-session.ts'

export interface RoomProps {
  readonly session: Session
  readonly screen: Extract<Screen, { name: 'check' | 'wait' | 'call' }>
  readonly connected: boolean
}

export function Room({ session, screen, connected }: RoomProps) {
  const devices = useDevices()
  const call = screen.name === 'check' ? null : screen.call
  const live = useCallSession(call, devices.media)
  const photo = usePhoto(call?.id ?? null, devices.media)
  useWakeLock(call !== null)
  useSummons(call)
  const { dispatch } = session
  const onOther = useCallback(() => dispatch({ type: 'refused', code: 'other_page' }), [dispatch])
  useOnlyPage(onOther)

  const agent = call?.media?.participants.find(({ role }) => role === 'agent')
  const remote = live.remotes.find(({ participantId }) => participantId === agent?.id)
  return (
    <>
      {/* Under the waiting page already while it rings: the first frame finds its element there. */}
      {remote && <RemotePicture stream={remote.stream} shown={screen.name === 'call'} />}
      {screen.name === 'check' && <Check session={session} view={screen.view} devices={devices} />}
      {screen.name === 'wait' && (
        <Wait
          session={session}
          view={screen.view}
          call={screen.call}
          requeued={screen.requeued}
          found={screen.found}
          devices={devices}
          connected={connected}
        />
      )}
      {screen.name === 'call' && (
        <Call
          session={session}
          call={screen.call}
          devices={devices}
          live={live}
          agent={agent}
          photographing={photo.step.name === 'taking'}
          onPhoto={photo.take}
        />
      )}
      {screen.name === 'call' && photo.step.name !== 'idle' && <PhotoSheet photo={photo} />}
    </>
  )
}
