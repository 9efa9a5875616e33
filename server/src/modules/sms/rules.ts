import type { SmsMessage } from '@veridesk/contract'

/** A message that the carrier has not taken within so many minutes is given up: by then it would only confuse. */
export const giveUpAfterMinutes: Readonly<Record<SmsMessage['kind'], number>> = {
  link: 24 * 60,
  code: 5,
}
