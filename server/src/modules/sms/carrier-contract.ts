/** What every carrier's adapter must do, the simulated one included (law 7). */
import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { OutgoingSms, SmsCarrier } from './port.ts'

/** A message to a number that nothing is wrong with. */
export const message = (more: Partial<OutgoingSms> = {}): OutgoingSms => ({
  id: randomUUID(),
  template: 'link',
  phone: '13800138000',
  text: '【测试】您的保全业务需要视频办理',
  parameters: ['保全', 'AbCdEfGhIjKlMnOpQrStUv', '72'],
  ...more,
})

/** Call it inside a `describe`. */
export function behavesAsCarrier(create: () => SmsCarrier): void {
  it('takes a message and gives it an id of its own', async () => {
    const carrier = create()
    const first = await carrier.send(message())
    const second = await carrier.send(message({ template: 'code', parameters: ['012345', '5'] }))
    expect(first.carrierId).toMatch(/.+/)
    expect(second.carrierId).not.toBe(first.carrierId)
  })

  it.each(['12345', '+8613800138000', '23800138000', ''])(
    'refuses the number %j for good',
    async (phone) => {
      const sending = create().send(message({ phone }))
      await expect(sending).rejects.toMatchObject({ failure: 'invalid-number' })
    },
  )

  it('refuses an empty text for good', async () => {
    const sending = create().send(message({ text: '' }))
    await expect(sending).rejects.toMatchObject({ failure: 'content-refused' })
  })

  it('tells when asked that the message arrived, and says when to ask', async () => {
    const carrier = create()
    const { carrierId } = await carrier.send(message())
    const reports = await carrier.reports(carrierId)
    expect(reports).toContainEqual(expect.objectContaining({ carrierId, failure: null }))
    expect(carrier.askAfterSeconds.every((seconds) => seconds > 0)).toBe(true)
    expect(carrier.askAfterSeconds.length).toBeGreaterThan(0)
  })
}
