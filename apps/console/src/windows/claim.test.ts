import { describe, expect, it } from 'vitest'
import { claim, tryClaim, type Claim } from './claim.ts'

/** Whether it is granted by the time the other parties have had their turn. */
async function isGranted(given: Claim): Promise<boolean> {
  const turn = new Promise<false>((resolve) => setTimeout(resolve, 20, false))
  return Promise.race([given.granted.then(() => true), turn])
}

describe('a claim among the windows of one browser', () => {
  it('is held by one window; the next has its turn when the first gives it back', async () => {
    const first = claim('ring')
    const second = claim('ring')
    await first.granted
    expect(await isGranted(second)).toBe(false)
    first.release()
    await second.granted
    second.release()
  })

  it('leaves other claims alone', async () => {
    const ring = claim('ring')
    const call = claim('call')
    expect([await isGranted(ring), await isGranted(call)]).toEqual([true, true])
    ring.release()
    call.release()
  })

  it('lets a window leave the queue without having had its turn', async () => {
    const first = claim('ring')
    const second = claim('ring')
    const third = claim('ring')
    second.release()
    first.release()
    await third.granted
    expect(await isGranted(second)).toBe(false)
    third.release()
  })

  it('is everybody’s where the browser has no locks', async () => {
    const locks = undefined
    const given = claim('ring', locks)
    expect(await isGranted(given)).toBe(true)
    given.release()
  })
})

describe('a claim that does not wait', () => {
  it('is had where nobody has it, and not where somebody has', async () => {
    const first = await tryClaim('call')
    expect(first).not.toBeNull()
    expect(await tryClaim('call')).toBeNull()
    first?.release()
    const next = claim('call')
    await next.granted
    expect(await tryClaim('call')).toBeNull()
    next.release()
  })
})
