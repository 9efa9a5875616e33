import type { SmsFailure } from '@veridesk/contract'
import { newId } from '../../platform/ids.ts'
import { type SmsCarrier, SmsRefused } from './port.ts'

/** Numbers that end so fail, for demonstrations and trials (docs/operations.md). */
const failing: Readonly<Record<string, { failure: SmsFailure; atOnce: boolean }>> = {
  '0001': { failure: 'invalid-number', atOnce: false },
  '0002': { failure: 'phone-off', atOnce: false },
  '0003': { failure: 'blacklisted', atOnce: false },
  '0004': { failure: 'carrier-limit', atOnce: true },
}

/** Takes every message to a possible number; the outbox page shows them. Its ids carry their fate: no state to lose. */
export const createSimulator = (askAfterSeconds: readonly number[] = [2]): SmsCarrier => ({
  simulated: true,
  askAfterSeconds,
  async send({ phone, text }) {
    if (!/^1[3-9]\d{9}$/.test(phone)) throw new SmsRefused('invalid-number')
    if (text === '') throw new SmsRefused('content-refused')
    const fate = failing[phone.slice(-4)]
    if (fate?.atOnce) throw new SmsRefused(fate.failure)
    return { carrierId: fate ? `${newId()}:${phone.slice(-4)}` : newId() }
  },
  async reports(carrierId) {
    const fate = failing[carrierId.split(':')[1] ?? '']
    return [{ carrierId, failure: fate?.failure ?? null, code: null }]
  },
})
