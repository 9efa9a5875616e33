import { newId } from '../../platform/ids.ts'
import { type SmsCarrier, SmsRefused } from './port.ts'

/** Takes every message to a possible number and delivers none: the outbox page shows them. */
export const createSimulator = (): SmsCarrier => ({
  name: 'simulated',
  simulated: true,
  async send({ phone, text }) {
    if (!/^1[3-9]\d{9}$/.test(phone)) throw new SmsRefused('not a mobile number')
    if (text === '') throw new SmsRefused('empty text')
    return { carrierId: newId() }
  },
})
