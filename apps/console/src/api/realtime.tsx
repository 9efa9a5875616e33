import { useQueryClient, type QueryKey } from '@tanstack/react-query'
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
import { Coalescer } from './coalescer.ts'
import { TopicFollowers } from './topic-followers.ts'
import { isUrgent, keyOf } from './topics.ts'

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
    const refresh = (queryKey: QueryKey) => void client.invalidateQueries({ queryKey })
    const unhurried = new Coalescer(refresh)
    const socket = new RealtimeSocket({
      url: '/ws?as=console',
      onResync: () => void client.invalidateQueries(),
      onEvent: (topic) => {
        const key = keyOf(topic)
        if (!key) return
        if (isUrgent(topic)) refresh(key)
        else unhurried.give(key)
      },
      onEnded: (code) => ended(code),
      onState: setConnected,
    })
    followers.attach(socket)
    return () => {
      followers.attach(null)
      unhurried.close()
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
