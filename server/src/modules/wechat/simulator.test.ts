import { describe, expect, it } from 'vitest'
import { createSimulator } from './simulator.ts'
import { makesUrlLinks, plainLink } from './url-links-contract.ts'

describe('the simulator', () => {
  makesUrlLinks(createSimulator)

  it('leads where the link does', async () => {
    const link = plainLink()
    expect(await createSimulator().create(link)).toBe(`${link.url}#url-link`)
  })
})
