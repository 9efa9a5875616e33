import type { CallRecord } from '@veridesk/contract/calls'
import type { Photo } from '@veridesk/contract/photos'
import type { OperationRecord } from '@veridesk/contract/work-orders'
import { expect, it } from 'vitest'
import { byDay, timelineOf } from './timeline.ts'

const call = (id: string, queuedAt: string) => ({ id, queuedAt }) as CallRecord
const photo = (id: string, takenAt: string) => ({ id, takenAt }) as Photo
const operation = (action: OperationRecord['action'], at: string): OperationRecord => ({
  id: `${action} ${at}`,
  action,
  actorKind: 'account',
  actor: '张三',
  at,
  address: null,
  changes: [],
})
const remark = (id: string, at: string) => ({ id, at, text: '123', author: '史蒂夫' })

it('tells calls, remarks, uploads and operations in one line, the newest first', () => {
  const line = timelineOf({
    calls: [call('c', '2026-01-01T10:00:00Z')],
    remarks: [remark('r', '2026-01-01T10:20:00.5Z')],
    uploads: [photo('p', '2026-01-01T10:05:00Z')],
    operations: [
      operation('call.end', '2026-01-01T10:10:00Z'),
      operation('work-order.edit', '2026-01-01T10:20:00.25Z'),
      operation('work-order.create', '2026-01-01T09:00:00Z'),
    ],
  })
  expect(line.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
    'remark r',
    'operation work-order.edit 2026-01-01T10:20:00.25Z',
    'operation call.end 2026-01-01T10:10:00Z',
    'photo p',
    'call c',
    'operation work-order.create 2026-01-01T09:00:00Z',
  ])
})

it('tells nothing twice', () => {
  const at = '2026-01-01T10:00:00Z'
  const line = timelineOf({
    calls: [call('c', at)],
    remarks: [remark('r', at)],
    uploads: [photo('p', at)],
    operations: [
      operation('call.queue', at),
      operation('remark.add', at),
      operation('photo.add', at),
      operation('sms.sent', at),
    ],
  })
  expect(line.map(({ kind }) => kind)).toEqual(['photo', 'remark', 'operation', 'call'])
})

it('is cut at each midnight', () => {
  const line = timelineOf({
    calls: [],
    uploads: [],
    operations: [],
    remarks: [
      remark('c', '2026-01-02T09:00:00Z'),
      remark('b', '2026-01-01T10:00:00Z'),
      remark('a', '2026-01-01T09:00:00Z'),
    ],
  })
  const days = byDay(line, (at) => at.slice(0, 10))
  expect(days.map(({ day, happenings }) => [day, happenings.map(({ id }) => id)])).toEqual([
    ['2026-01-02', ['c']],
    ['2026-01-01', ['b', 'a']],
  ])
})
