import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { wearColour } from './accent.ts'
import { institutionOf } from './institution.ts'
import { Page } from './parts/page.tsx'
import { PreferencesProvider, useTexts } from './preferences.tsx'
import type * as RoomModule from './room.tsx'
import { Arrive } from './screens/arrive.tsx'
import { Choose } from './screens/choose.tsx'
import { Closed } from './screens/closed.tsx'
import { Code } from './screens/code.tsx'
import { End } from './screens/end.tsx'
import { Phone } from './screens/phone.tsx'
import { Refusal } from './screens/refusal.tsx'
import { isSeated } from './state.ts'
import { useBackToChoice } from './use-back-to-choice.ts'
import { useSession } from './use-session.ts'
import type { Session } from './use-session.ts'

export function App() {
  return (
    <PreferencesProvider>
      <Screens />
    </PreferencesProvider>
  )
}

function Screens() {
  const session = useSession()
  useBackToChoice(session)
  const room = useRoom()
  const [connected, setConnected] = useState(true)
  const { colour } = institutionOf(session.view)
  useLayoutEffect(() => wearColour(colour), [colour])
  return (
    <>
      {room && isSeated(session.screen) && (
        <room.Presence session={session} onState={setConnected} />
      )}
      <CurrentScreen session={session} room={room} connected={connected} />
    </>
  )
}

interface CurrentScreenProps {
  readonly session: Session
  readonly room: typeof RoomModule | null
  readonly connected: boolean
}

function CurrentScreen({ session, room, connected }: CurrentScreenProps) {
  const { screen, token } = session
  switch (screen.name) {
    case 'refused':
      return <Refusal session={session} code={screen.code} />
    case 'code':
      return token === null ? (
        <Refusal session={session} code="no_seat" />
      ) : (
        <Code session={session} token={token} />
      )
    case 'phone':
      return <Phone session={session} front={screen.front} why={screen.code} />
    case 'choose':
      return <Choose session={session} choice={screen.choice} />
    case 'closed':
      return <Closed session={session} view={screen.view} />
    case 'arrive':
      return <Arrive session={session} view={screen.view} />
    case 'end':
      return <End session={session} view={screen.view} call={screen.call} />
    case 'check':
    case 'wait':
    case 'call':
      return room ? (
        <room.Room session={session} screen={screen} connected={connected} />
      ) : (
        <Loading />
      )
    case 'loading':
      return <Loading />
  }
}

/** Everything with a camera in it comes while the customer reads the first page. */
function useRoom(): typeof RoomModule | null {
  const [room, setRoom] = useState<typeof RoomModule | null>(null)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const load = (): void => {
      // Phones change networks: tried until it is there.
      import('./room.tsx').then(setRoom, () => (timer = setTimeout(load, 2_000)))
    }
    load()
    return () => clearTimeout(timer)
  }, [])
  return room
}

function Loading() {
  const texts = useTexts()
  return (
    <Page institution={institutionOf(null)}>
      <p class="centre muted" role="status">
        {texts.loading}
      </p>
    </Page>
  )
}
