import type { SmsMessage } from '@veridesk/contract'

/** A message that the carrier could not be given within so many minutes is given up: by then it would only confuse. */
export const giveUpAfterMinutes: Readonly<Record<SmsMessage['kind'], number>> = {
  link: 24 * 60,
  code: 5,
}

/** Longer than any carrier's deadline: a process that hands a message over for so long has died over it. */
export const handingOverSeconds = 60
