import { useQueryClient } from '@tanstack/react-query'
import { RealtimeSocket } from '@veridesk/call-client'
import type { ErrorCode } from '@veridesk/contract/errors'
import {
  createContext,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  type ReactNode,
} from 'react'
import { TopicFollowers } from './topic-followers.ts'
import { keyOf } from './topics.ts'

const ConnectedContext = createContext(false)
const FollowersContext = createContext(new TopicFollowers())

interface Props {
  /** The session is gone; why. */
  readonly onEnded: (code: ErrorCode) => void
  readonly children: ReactNode
}

/** One socket per page: turns events into stale queries and renews this page's presence. */
export function RealtimeProvider({ onEnded, children }: Props) {
  const client = useQueryClient()
  const [connected, setConnected] = useState(false)
  const [followers] = useState(() => new TopicFollowers())
  const ended = useEffectEvent(onEnded)
  useEffect(() => {
    const socket = new RealtimeSocket({
      url: '/ws?as=console',
      onResync: () => void client.invalidateQueries(),
      onEvent: (topic) => {
        const queryKey = keyOf(topic)
        if (queryKey) void client.invalidateQueries({ queryKey })
      },
      onEnded: (code) => ended(code),
      onState: setConnected,
    })
    followers.attach(socket)
    return () => {
      followers.attach(null)
      socket.close()
    }
  }, [client, followers])
  return (
    <FollowersContext value={followers}>
      <ConnectedContext value={connected}>{children}</ConnectedContext>
    </FollowersContext>
  )
}

export function useConnected(): boolean {
  return useContext(ConnectedContext)
}

/** Follows a topic while the component is on the page; null follows nothing. */
export function useTopic(topic: string | null): void {
  const followers = useContext(FollowersContext)
  useEffect(() => (topic ? followers.follow(topic) : undefined), [followers, topic])
}
