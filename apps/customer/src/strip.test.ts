import type { SessionState } from '@veridesk/call-client'
import type { Participant } from '@veridesk/contract/calls'
import { expect, test } from 'vitest'
import { zh } from './i18n/zh.ts'
import { stripOf } from './strip.ts'

const live: SessionState = { phase: 'live', remotes: [], quality: 'good', reconnectingSince: null }
const agent: Participant = {
  id: 'agent',
  role: 'agent',
  name: '张三',
  legId: null,
  legState: 'open',
  present: true,
  missingSince: null,
  sendsAudio: true,
  sendsVideo: true,
}
const missing = { ...agent, missingSince: '2026-01-05T08:00:00.000Z' }

test('nothing stands over a good picture', () => {
  expect(stripOf(live, agent, zh, 0)).toBeNull()
})

test('a missing agent is named', () => {
  expect(stripOf(live, missing, zh, 0)).toBe('坐席网络中断，正在重连')
})

test('the own broken network comes first, with its seconds', () => {
  expect(stripOf({ ...live, phase: 'reconnecting' }, missing, zh, 4)).toBe(
    '网络不稳定，正在重连 4 秒',
  )
})

test('before the first picture it says that it connects', () => {
  expect(stripOf({ ...live, phase: 'waiting-peer' }, agent, zh, 0)).toBe('正在连接画面和声音')
})
