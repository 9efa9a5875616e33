/** Tencent Cloud SMS, API 3.0, version 2021-01-11. */
import { z } from 'zod'
import type { TencentConfig } from '../../../config/sms.ts'
import {
  type OutgoingSms,
  type SmsCarrier,
  SmsNotSent,
  SmsRefused,
  type SmsReport,
} from '../port.ts'
import { callTencent, TencentError } from './client.ts'
import { auditable, failureOfReceipt, failureOfRefusal, isTurnedAway } from './codes.ts'

/** Document 382/55981. */
const sent = z.object({
  SendStatusSet: z.tuple([z.object({ SerialNo: z.string(), Code: z.string() })]),
})
/** Document 382/55977. */
const pulled = z.object({
  PullSmsSendStatusSet: z.array(
    z.object({
      SerialNo: z.string(),
      ReportStatus: z.enum(['SUCCESS', 'FAIL']),
      Description: z.string(),
    }),
  ),
})
const mostAtOnce = 100
const mostQuestions = 20

export const reportOf = (
  carrierId: string,
  status: 'SUCCESS' | 'FAIL',
  code: string,
): SmsReport => ({
  carrierId,
  failure: status === 'SUCCESS' ? null : failureOfReceipt(code),
  code: auditable(code),
})

function refusalOf(code: string): Error {
  if (isTurnedAway(code)) return new SmsNotSent(`Tencent Cloud answered ${auditable(code)}`)
  return new SmsRefused(failureOfRefusal(code), auditable(code))
}

const minutes = (count: number) => count * 60
const hours = (count: number) => minutes(count) * 60

export function createTencent(config: TencentConfig, deadlineMs = 10_000): SmsCarrier {
  const ask = async (action: string, parameters: Record<string, unknown>) =>
    callTencent(config, action, { SmsSdkAppId: config.appId, ...parameters }, deadlineMs)

  async function send({ id, template: name, phone, parameters }: OutgoingSms) {
    const template = config.templates[name]
    if (!template) throw new SmsRefused('template-refused')
    const answer = await ask('SendSms', {
      PhoneNumberSet: [`+86${phone}`],
      SignName: config.signature,
      TemplateId: template.id,
      TemplateParamSet: parameters,
      SessionContext: id,
    }).catch((cause: unknown) => {
      throw cause instanceof TencentError ? refusalOf(cause.code) : cause
    })
    const [status] = sent.parse(answer).SendStatusSet
    if (status.Code !== 'Ok') throw refusalOf(status.Code)
    return { carrierId: status.SerialNo }
  }

  return {
    simulated: false,
    // Operators report within 72 hours.
    askAfterSeconds: [
      minutes(1),
      minutes(5),
      minutes(30),
      hours(2),
      hours(10),
      hours(24),
      hours(36),
    ],
    async send(message) {
      if (!/^1[3-9]\d{9}$/.test(message.phone)) throw new SmsRefused('invalid-number')
      if (message.text === '') throw new SmsRefused('content-refused')
      return send(message)
    },
    async reports() {
      const found: SmsReport[] = []
      for (let question = 0; question < mostQuestions; question += 1) {
        const answer = await ask('PullSmsSendStatus', { Limit: mostAtOnce })
        const rows = pulled.parse(answer).PullSmsSendStatusSet
        found.push(...rows.map((row) => reportOf(row.SerialNo, row.ReportStatus, row.Description)))
        if (rows.length < mostAtOnce) break
      }
      return found
    },
  }
}
