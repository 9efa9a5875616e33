import { describe, expect, it } from 'vitest'
import { behavesAsCarrier } from './carrier-contract.ts'
import { createSimulator } from './simulator.ts'

describe('the simulated carrier', () => {
  behavesAsCarrier(createSimulator)

  it('says that it is simulated', () => {
    expect(createSimulator().simulated).toBe(true)
  })
})
