import { describe, expect, it } from 'vitest'
import { stageNotice } from './stage-notice.ts'

const now = Date.parse('2026-01-01T00:00:10Z')
const there = { missingSince: null, sendsVideo: true }

describe("what lies over the customer's picture", () => {
  it('is nothing while it is seen', () => {
    expect(stageNotice({ phase: 'live', hadPicture: true, customer: there, now })).toBeNull()
  })

  it('says that it is coming until the first picture', () => {
    for (const phase of [null, 'connecting', 'reconnecting', 'waiting-peer', 'live'] as const)
      expect(stageNotice({ phase, hadPicture: false, customer: there, now })).toEqual({
        key: 'call.connecting',
      })
  })

  it('says that the own connection is being restored, whatever the customer does', () => {
    const customer = { missingSince: '2026-01-01T00:00:00Z', sendsVideo: false }
    expect(stageNotice({ phase: 'reconnecting', hadPicture: true, customer, now })).toEqual({
      key: 'call.restoring',
    })
  })

  it('counts the seconds a customer is missing', () => {
    const customer = { missingSince: '2026-01-01T00:00:03Z', sendsVideo: true }
    expect(stageNotice({ phase: 'waiting-peer', hadPicture: true, customer, now })).toEqual({
      key: 'call.customerMissing',
      seconds: 7,
    })
  })

  it('does not call a customer missing who is only just connecting', () => {
    const customer = { missingSince: '2026-01-01T00:00:08Z', sendsVideo: true }
    expect(stageNotice({ phase: 'waiting-peer', hadPicture: false, customer, now })).toEqual({
      key: 'call.connecting',
    })
  })

  it('says that the customer turned the camera off', () => {
    const customer = { missingSince: null, sendsVideo: false }
    expect(stageNotice({ phase: 'live', hadPicture: true, customer, now })).toEqual({
      key: 'call.customerCameraOff',
    })
  })
})
