import { workOrderStatuses } from '@veridesk/contract/states'
import type { WorkOrder } from '@veridesk/contract/work-orders'
import { describe, expect, it } from 'vitest'
import {
  coolDownSeconds,
  reasonAgainstRevoke,
  reasonAgainstSave,
  reasonAgainstSms,
} from './order-actions.ts'

const agent = { role: 'agent', grants: [] } as const
const now = Date.parse('2026-01-01T00:00:00Z')

function order(
  given: Partial<Pick<WorkOrder, 'status' | 'liveCallId'>> & {
    nextAllowedAt?: string
    sentToday?: number
  } = {},
) {
  return {
    status: given.status ?? 'pending',
    liveCallId: given.liveCallId ?? null,
    sms: {
      lastSentAt: null,
      lastStatus: null,
      lastFailure: null,
      sentToday: given.sentToday ?? 0,
      dailyCap: 5,
      nextAllowedAt: given.nextAllowedAt ?? null,
    },
  } as const
}

describe('撤销', () => {
  it('is possible while the order is pending or processing', () => {
    const reasons = workOrderStatuses.map((status) => reasonAgainstRevoke(order({ status }), agent))
    expect(reasons).toEqual([null, null, 'order_closed', 'order_closed'])
  })

  it('waits for the end of a live call', () => {
    expect(reasonAgainstRevoke(order({ liveCallId: 'x' }), agent)).toBe('order_in_call')
  })
})

describe('发送短信', () => {
  it('is possible on an order that customers can call in on', () => {
    const reasons = workOrderStatuses.map((status) =>
      reasonAgainstSms(order({ status }), agent, now),
    )
    expect(reasons).toEqual([null, null, 'order_closed', 'order_closed'])
  })

  it('cools down after each message, counting by the second', () => {
    const cooling = order({ nextAllowedAt: '2026-01-01T00:00:41.200Z' })
    expect(reasonAgainstSms(cooling, agent, now)).toBe('sms_cooling_down')
    expect(coolDownSeconds(cooling, now)).toBe(42)
    expect(reasonAgainstSms(cooling, agent, now + 42_000)).toBeNull()
    expect(coolDownSeconds(cooling, now + 42_000)).toBe(0)
  })

  it('stops at the daily cap of the phone', () => {
    expect(reasonAgainstSms(order({ sentToday: 4 }), agent, now)).toBeNull()
    expect(reasonAgainstSms(order({ sentToday: 5 }), agent, now)).toBe('sms_daily_cap')
  })
})

describe('保存', () => {
  it('is possible on an open order that was changed', () => {
    const reasons = workOrderStatuses.map((status) => reasonAgainstSave({ status }, agent, true))
    expect(reasons).toEqual([null, null, 'order_closed', 'order_closed'])
    expect(reasonAgainstSave({ status: 'pending' }, agent, false)).toBe('unchanged')
  })
})
