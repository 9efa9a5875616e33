import { expect, it } from 'vitest'
import { createLimiter } from './limiter.ts'

it('runs so many at once, lets so many wait, and refuses the rest', async () => {
  const limited = createLimiter(2, 1)
  const finish: (() => void)[] = []
  let running = 0
  let most = 0
  const work = async () => {
    running += 1
    most = Math.max(most, running)
    await new Promise<void>((resolve) => finish.push(resolve))
    running -= 1
  }
  const accepted = [limited(work), limited(work), limited(work)]
  await expect(limited(work)).rejects.toThrow('unavailable')
  for (let done = 0; done < 3; done += 1) {
    await expect.poll(() => finish.length).toBeGreaterThan(0)
    finish.shift()?.()
  }
  await Promise.all(accepted)
  expect(most).toBe(2)
})

it('gives the turn back where work fails', async () => {
  const limited = createLimiter(1, 0)
  await expect(limited(() => Promise.reject(new Error('no')))).rejects.toThrow('no')
  await expect(limited(() => Promise.resolve('yes'))).resolves.toBe('yes')
})
