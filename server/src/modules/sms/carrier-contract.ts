/** What every carrier's adapter must do, the simulated one included (law 7). */
import { expect, it } from 'vitest'
import { SmsRefused, type SmsCarrier } from './port.ts'

const message = { phone: '13800138000', text: '【测试】你好' }

/** Call it inside a `describe`. */
export function behavesAsCarrier(create: () => SmsCarrier): void {
  it('takes a message and gives it an id of its own', async () => {
    const carrier = create()
    const first = await carrier.send(message)
    const second = await carrier.send(message)
    expect(first.carrierId).toMatch(/.+/)
    expect(second.carrierId).not.toBe(first.carrierId)
  })

  it.each(['12345', '+8613800138000', '23800138000', ''])(
    'refuses the number %j for good',
    async (phone) => {
      await expect(create().send({ ...message, phone })).rejects.toBeInstanceOf(SmsRefused)
    },
  )

  it('refuses an empty text for good', async () => {
    await expect(create().send({ ...message, text: '' })).rejects.toBeInstanceOf(SmsRefused)
  })

  it('has a name for screens and logs', () => {
    expect(create().name).toMatch(/^\S+$/)
  })
}
