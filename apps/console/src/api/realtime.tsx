import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { RealtimeSocket } from '@veridesk/call-client'
import type { ErrorCode } from '@veridesk/contract/errors'
import {
  createContext,
  useCallback,
  useContext,
  useEffect,
  useEffectEvent,
  useState,
  type ReactNode,
} from 'react'
import { Coalescer } from './coalescer.ts'
import { TopicFollowers } from './topic-followers.ts'
import { isKnown, isUrgent, keyOf } from './topics.ts'

const ConnectedContext = createContext(false)
const CoalescerContext = createContext<Coalescer | null>(null)
const FollowersContext = createContext(new TopicFollowers())

/** The board is read anew at most so often, however much happens. */
const boardEveryMs = 2_000

/** A picture takes about as long from 接听 to the screen. */
const pictureMs = 500

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
  const [unhurried] = useState(
    () => new Coalescer((queryKey) => void client.invalidateQueries({ queryKey })),
  )
  const [seldom] = useState(() => {
    const coalescer: Coalescer = new Coalescer((queryKey) => {
      coalescer.hold(boardEveryMs)
      void client.invalidateQueries({ queryKey })
    })
    return coalescer
  })
  const ended = useEffectEvent(onEnded)
  useEffect(() => {
    const refresh = (queryKey: QueryKey) => void client.invalidateQueries({ queryKey })
    const socket = new RealtimeSocket({
      url: '/ws?as=console',
      onResync: () => void client.invalidateQueries(),
      onEvent: (topic, version) => {
        const key = keyOf(topic)
        if (!key || isKnown(client, topic, version)) return
        if (topic === 'board') seldom.give(key)
        else if (isUrgent(topic) && !unhurried.held) refresh(key)
        else unhurried.give(key)
      },
      onEnded: (code) => ended(code),
      onState: setConnected,
    })
    followers.attach(socket)
    return () => {
      followers.attach(null)
      unhurried.close()
      seldom.close()
      socket.close()
    }
  }, [client, followers, unhurried, seldom])
  return (
    <FollowersContext value={followers}>
      <CoalescerContext value={unhurried}>
        <ConnectedContext value={connected}>{children}</ConnectedContext>
      </CoalescerContext>
    </FollowersContext>
  )
}

export function useConnected(): boolean {
  return useContext(ConnectedContext)
}

/** What else changes is read a little later: a picture is on its way, and drawing would hold it up. */
export function useHoldNews(): () => void {
  const unhurried = useContext(CoalescerContext)
  return useCallback(() => unhurried?.hold(pictureMs), [unhurried])
}

/** Follows a topic while the component is on the page; null follows nothing. */
export function useTopic(topic: string | null): void {
  const followers = useContext(FollowersContext)
  useEffect(() => (topic ? followers.follow(topic) : undefined), [followers, topic])
}
