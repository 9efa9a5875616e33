import { describe, expect, it } from 'vitest'
import { behavesAsCarrier, message } from './carrier-contract.ts'
import { createSimulator } from './simulator.ts'

describe('the simulated carrier', () => {
  behavesAsCarrier(createSimulator)

  it('says that it is simulated', () => {
    expect(createSimulator().simulated).toBe(true)
  })

  it.each([
    ['13800130001', 'invalid-number'],
    ['13800130002', 'phone-off'],
    ['13800130003', 'blacklisted'],
  ])('takes %s and reports %s, whichever process is asked', async (phone, failure) => {
    const { carrierId } = await createSimulator().send(message({ phone }))
    expect(await createSimulator().reports(carrierId)).toEqual([{ carrierId, failure, code: null }])
  })

  it('refuses numbers that end in 0004 at once', async () => {
    const sending = createSimulator().send(message({ phone: '13800130004' }))
    await expect(sending).rejects.toMatchObject({ failure: 'carrier-limit' })
  })
})
