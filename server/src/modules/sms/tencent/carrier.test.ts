import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { behavesAsCarrier, message } from '../carrier-contract.ts'
import { type SmsCarrier, SmsNotSent, SmsRefused } from '../port.ts'
import { createTencent } from './carrier.ts'
import { type FakeTencent, startFakeTencent } from './fake-tencent.ts'

let fake: FakeTencent
let carrier: SmsCarrier
beforeAll(async () => {
  fake = await startFakeTencent()
})
afterAll(() => fake.close())
beforeEach(() => {
  fake.asked.length = 0
  fake.reports.length = 0
  carrier = createTencent(fake.config, 300)
})

/** What sending ends with where it must not succeed. */
const failureOf = (sending: Promise<unknown>): Promise<unknown> =>
  sending.then(
    () => undefined,
    (cause: unknown) => cause,
  )

describe('Tencent Cloud', () => {
  behavesAsCarrier(() => createTencent(fake.config, 5_000))

  it('is asked with the approved template, its parameters and our id, and nothing else', async () => {
    const sent = message()
    await carrier.send(sent)
    expect(fake.asked).toEqual([
      {
        action: 'SendSms',
        body: {
          SmsSdkAppId: '1400006666',
          PhoneNumberSet: ['+8613800138000'],
          SignName: '某某人寿',
          TemplateId: '1001',
          TemplateParamSet: ['保全', 'AbCdEfGhIjKlMnOpQrStUv', '72'],
          SessionContext: sent.id,
        },
      },
    ])
  })

  it.each([
    ['secretKey', 'anothersecret', 'AuthFailure.SignatureFailure'],
    ['secretId', 'AKIDunknown', 'AuthFailure.SecretIdNotFound'],
    ['appId', '1400000000', 'UnauthorizedOperation.SmsSdkAppIdVerifyFail'],
  ])('refuses a wrong %s', async (name, value, code) => {
    const wrong = createTencent({ ...fake.config, [name]: value })
    const cause = await failureOf(wrong.send(message()))
    expect(cause).toBeInstanceOf(SmsRefused)
    expect(cause).toMatchObject({ failure: 'bad-credentials', code })
  })

  it.each([
    ['request', 'FailedOperation.InsufficientBalanceInSmsPackage', 'no-balance'],
    ['message', 'FailedOperation.PhoneNumberInBlacklist', 'blacklisted'],
    ['message', 'LimitExceeded.PhoneNumberDailyLimit', 'carrier-limit'],
    ['message', 'FailedOperation.TemplateIncorrectOrUnapproved', 'template-refused'],
    ['message', 'InternalError.Timeout', 'carrier-down'],
  ] as const)('says of the %s %s', async (where, code, failure) => {
    fake.refuseNext(code, where)
    const cause = await failureOf(carrier.send(message()))
    expect(cause).toBeInstanceOf(SmsRefused)
    expect(cause).toMatchObject({ failure, code })
    // Its words may name the phone; ours do not repeat them.
    expect(String(cause)).not.toContain('138')
    expect(fake.asked).toHaveLength(1)
  })

  it.each(['request', 'message'] as const)(
    'sent nothing where too many asked at once, said of the %s',
    async (where) => {
      fake.refuseNext('RequestLimitExceeded.UinLimitExceeded', where)
      expect(await failureOf(carrier.send(message()))).toBeInstanceOf(SmsNotSent)
    },
  )

  it('sent nothing where nobody listens', async () => {
    const gone = await startFakeTencent()
    await gone.close()
    const cause = await failureOf(createTencent(gone.config).send(message()))
    expect(cause).toBeInstanceOf(SmsNotSent)
    expect(String(cause)).toContain('ECONNREFUSED')
  })

  it.each([
    ['does not answer in time', () => undefined],
    ['breaks the connection', (response) => response.destroy()],
    ['answers 502 in HTML', (response) => response.writeHead(502).end('<html>138…</html>')],
    ['answers half of its JSON', (response) => response.end('{"Response":{"SendStatusSet":[')],
    ['answers another shape', (response) => response.end('{"Response":{"SendStatusSet":[]}}')],
    ['redirects', (response) => response.writeHead(307, { location: '/elsewhere' }).end()],
  ] as [string, Parameters<FakeTencent['answerNext']>[0]][])(
    'may have sent the message where it %s: nobody tries again',
    async (_, answer) => {
      fake.answerNext(answer)
      const cause = await failureOf(carrier.send(message()))
      expect(cause).toBeInstanceOf(Error)
      expect(cause).not.toBeInstanceOf(SmsNotSent)
      expect(cause).not.toBeInstanceOf(SmsRefused)
      expect(fake.asked).toHaveLength(1)
    },
  )

  it('hands its reports over, however many wait', async () => {
    for (let count = 0; count < 250; count += 1)
      fake.reports.push({ SerialNo: `s-${count}`, ReportStatus: 'SUCCESS', Description: 'DELIVRD' })
    fake.reports.push({ SerialNo: 'bad', ReportStatus: 'FAIL', Description: 'MK:0001' })
    const reports = await carrier.reports('any')
    expect(reports).toHaveLength(251)
    expect(reports.at(-1)).toEqual({
      carrierId: 'bad',
      failure: 'invalid-number',
      code: 'MK:0001',
    })
    expect(fake.asked.map(({ action }) => action)).toEqual(
      Array.from({ length: 3 }, () => 'PullSmsSendStatus'),
    )
    expect(await carrier.reports('any')).toEqual([])
  })
})
