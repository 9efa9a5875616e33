import { agentStates } from '@veridesk/contract/states'
import { describe, expect, it } from 'vitest'
import { changeOf, choosableStates, pauseKey, reasonAgainst } from './agent-state-rules.ts'

const table = (unfilled: number) =>
  Object.fromEntries(
    agentStates.map((current) => [
      current,
      choosableStates.map((wanted) => reasonAgainst(current, wanted, unfilled)),
    ]),
  )

describe("the header's state menu", () => {
  it('lets an agent choose exactly what the state table gives to the hand', () => {
    expect(table(0)).toEqual({
      // wanted:  idle       paused     busy        wrap-up
      offline: ['offline', 'offline', 'autoBusy', 'autoWrapUp'],
      idle: ['current', null, 'autoBusy', 'autoWrapUp'],
      busy: ['busy', 'busy', 'current', 'busy'],
      'wrap-up': [null, null, 'autoBusy', 'current'],
      paused: [null, 'current', 'autoBusy', 'autoWrapUp'],
    })
  })

  it('keeps an agent in wrap-up until every disposition is filled', () => {
    expect(reasonAgainst('wrap-up', 'idle', 1)).toBe('unfilled')
    expect(reasonAgainst('wrap-up', 'paused', 1)).toBe('unfilled')
    expect(reasonAgainst('paused', 'idle', 1)).toBeNull()
  })

  it('asks for what was chosen, with the reason of 暂放, and for nothing that is so already', () => {
    const idle = { state: 'idle', pauseReason: null } as const
    const eating = { state: 'paused', pauseReason: { id: 'meal', name: '用餐' } } as const
    expect(changeOf(idle, 'paused')).toEqual({ state: 'paused' })
    expect(changeOf(idle, pauseKey('meal'))).toEqual({ state: 'paused', pauseReasonId: 'meal' })
    expect(changeOf(eating, 'idle')).toEqual({ state: 'idle' })
    expect(changeOf(eating, pauseKey('class'))).toEqual({
      state: 'paused',
      pauseReasonId: 'class',
    })
    expect(changeOf(idle, 'idle')).toBeNull()
    expect(changeOf(eating, 'paused')).toBeNull()
    expect(changeOf(eating, pauseKey('meal'))).toBeNull()
    expect(changeOf(idle, 'busy')).toBeNull()
  })
})
