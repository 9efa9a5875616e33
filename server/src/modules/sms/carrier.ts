import type { SmsConfig } from '../../config/sms.ts'
import type { SmsCarrier } from './port.ts'
import { createSimulator } from './simulator.ts'
import { createTencent } from './tencent/carrier.ts'

/** The carrier that SMS_PROVIDER names. */
export const createCarrier = (config: SmsConfig): SmsCarrier =>
  config.provider === 'tencent' ? createTencent(config) : createSimulator()
