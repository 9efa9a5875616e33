import { expect, it } from 'vitest'
import { TopicFollowers } from './topic-followers.ts'

function recordingSocket() {
  const said: string[] = []
  return {
    said,
    subscribe: (topics: string[]) => void said.push(`+${topics.join(',')}`),
    unsubscribe: (topics: string[]) => void said.push(`-${topics.join(',')}`),
  }
}

it('subscribes with the first follower of a topic and unsubscribes with the last', () => {
  const socket = recordingSocket()
  const followers = new TopicFollowers()
  followers.attach(socket)
  const one = followers.follow('call:1')
  const two = followers.follow('call:1')
  one()
  expect(socket.said).toEqual(['+call:1'])
  two()
  expect(socket.said).toEqual(['+call:1', '-call:1'])
})

it('subscribes on a later socket what was followed before it was there', () => {
  const socket = recordingSocket()
  const followers = new TopicFollowers()
  followers.follow('work-order:1')
  followers.follow('queue')
  followers.attach(socket)
  expect(socket.said).toEqual(['+work-order:1,queue'])
})
