import type { Group } from '@veridesk/contract/groups'
import { describe, expect, it } from 'vitest'
import { nothing, overflowsBack, toRequest, typedFrom } from './group-form.ts'

const member = { id: 'm', username: 'zhangsan', name: '张三', role: 'agent' } as const
const group: Group = {
  id: 'g',
  version: 4,
  name: '保全组',
  itemIds: ['item'],
  members: [member],
  ringSeconds: 15,
  wrapUpSeconds: null,
  queueLimit: 8,
  overflow: { groupId: 'other', afterSeconds: 60 },
  hours: [{ days: [1, 2], from: '09:00', to: '18:00' }],
}

describe("a group's drawer", () => {
  it('sends back what it was opened with', () => {
    const { id: _id, version: _version, members: _members, ...rest } = group
    expect(toRequest(typedFrom(group))).toEqual({ ...rest, memberIds: ['m'] })
  })

  it('sends no rule where a field is empty, and no overflow without a group', () => {
    expect(toRequest({ ...nothing, name: ' 理赔组 ', overflowAfterSeconds: 30 })).toEqual({
      name: '理赔组',
      itemIds: [],
      memberIds: [],
      ringSeconds: null,
      wrapUpSeconds: null,
      queueLimit: null,
      overflow: null,
      hours: null,
    })
  })
})

describe('overflow', () => {
  const to = (id: string, target?: string) => ({
    id,
    overflow: target ? { groupId: target, afterSeconds: 1 } : null,
  })

  it('may form a chain, but not a ring', () => {
    const groups = [to('a'), to('b', 'c'), to('c')]
    expect(overflowsBack(groups, 'a', 'b')).toBe(false)
    expect(overflowsBack([...groups.slice(0, 2), to('c', 'a')], 'a', 'b')).toBe(true)
    expect(overflowsBack(groups, 'a', 'a')).toBe(true)
  })

  it('of others in a ring is not looked through for ever', () => {
    expect(overflowsBack([to('b', 'c'), to('c', 'b')], 'a', 'b')).toBe(false)
  })
})
