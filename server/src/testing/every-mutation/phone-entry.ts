/** The steps of entering by phone, and of a walk-in call that is given its order (manual 4.2). */
import { answerWhenRinging, queue } from '../calling.ts'
import type { Office } from '../office.ts'
import type { TestServer } from '../test-server.ts'
import { phoneCode, provenBrowser, walkInOf } from '../walk-ins.ts'
import { makeIdle } from './board.ts'
import type { Step } from './step.ts'

export function phoneEntrySteps(server: () => TestServer, office: () => Office): readonly Step[] {
  return [
    {
      key: 'POST /api/customer/phone/code',
      action: 'sms.send',
      by: 'system',
      prepare: async () => () =>
        server()
          .client()
          .call('POST /api/customer/phone/code', { body: { phone: '13600000001' } }),
    },
    {
      key: 'POST /api/customer/phone/verify',
      action: 'phone.verify',
      by: 'system',
      prepare: async () => {
        const phone = '13600000001'
        const body = { phone, code: await phoneCode(office(), phone) }
        return () => server().client().call('POST /api/customer/phone/verify', { body })
      },
    },
    {
      key: 'POST /api/customer/phone/enter',
      action: 'phone.enter',
      by: 'seat',
      prepare: async () => {
        const browser = await provenBrowser(server(), office(), '13600000002')
        const body = { itemId: office().items.claim }
        return () => browser.call('POST /api/customer/phone/enter', { body })
      },
    },
    {
      key: 'POST /api/calls/:id/work-order',
      action: 'call.give-order',
      by: 'account',
      prepare: async () => {
        await makeIdle(office())
        const id = await queue(await walkInOf(server(), office(), '13600000003'))
        await answerWhenRinging(server(), office().agent, id)
        const { items } = office()
        const body = { create: { businessItemId: items.service, caseNumber: '20201234' } }
        return () => office().agent.call('POST /api/calls/:id/work-order', { params: { id }, body })
      },
    },
  ]
}
