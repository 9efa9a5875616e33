import { describe, expect, test } from 'vitest'
import { isDead, toldState, type LegFacts } from './leg-health.ts'

const healthy: LegFacts = {
  connection: 'connected',
  told: 'open',
  silentMs: 0,
  checksAnswered: true,
}

describe('the watchdog replaces the own leg', () => {
  const table: [string, Partial<LegFacts>, boolean][] = [
    ['nothing is wrong', {}, false],
    ['the connection is being made', { connection: 'connecting' }, false],
    ['the connection failed', { connection: 'failed' }, true],
    ['the connection was interrupted', { connection: 'disconnected' }, true],
    ['the server says it failed', { told: 'failed' }, true],
    ['the server says it is closed', { told: 'closed' }, true],
    ['the server knows another leg, or none', { told: 'gone' }, true],
    ['the server does not know it yet', { told: 'unsettled' }, false],
    ['the relay hears nothing from us, which the other side may cause', { told: 'silent' }, false],
    ['nothing arrived for 1.9 s', { silentMs: 1900, checksAnswered: false }, false],
    ['nothing at all arrived for 2 s', { silentMs: 2000, checksAnswered: false }, true],
    ['no media for 2 s, but the relay answers checks', { silentMs: 2000 }, false],
    ['no media for 2.5 s, though the relay answers checks', { silentMs: 2500 }, true],
  ]
  test.each(table)('%s', (_name, change, expected) => {
    expect(isDead({ ...healthy, ...change })).toBe(expected)
  })
})

describe('what the server says of the own leg', () => {
  const leg = { id: 'mine', seen: false, ageMs: 100 }

  test('is its state once the snapshot names it', () => {
    expect(toldState({ legId: 'mine', legState: 'open' }, leg)).toBe('open')
  })
  test('is not believed while the snapshot may be older than the leg', () => {
    expect(toldState({ legId: 'old', legState: 'closed' }, leg)).toBe('unsettled')
    expect(toldState({ legId: null, legState: null }, leg)).toBe('unsettled')
  })
  test('means that the leg is gone after it was named once', () => {
    expect(toldState({ legId: null, legState: null }, { ...leg, seen: true })).toBe('gone')
    expect(toldState({ legId: 'other', legState: 'open' }, { ...leg, seen: true })).toBe('gone')
  })
  test('means that the leg is gone when it stays unknown for 5 s', () => {
    expect(toldState({ legId: 'old', legState: 'open' }, { ...leg, ageMs: 5001 })).toBe('gone')
  })
})
