/** The endpoint of Tencent Cloud SMS as its documentation tells, on loopback, for tests: it trusts nothing it is sent. */
import { createHash, createHmac, randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TencentConfig } from '../../../config/sms.ts'

type Json = Record<string, unknown>

export interface FakeTencent {
  readonly config: TencentConfig
  /** Every body that was asked for in earnest. */
  readonly asked: { readonly action: string; readonly body: Json }[]
  /** Reports that wait to be pulled. */
  readonly reports: Json[]
  /** Instead of its own answer, to the next request only. */
  answerNext(answer: (response: ServerResponse) => void): void
  /** A refusal of the whole request, or of the one message in it. */
  refuseNext(code: string, where: 'request' | 'message'): void
  close(): Promise<void>
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
const hash = (text: string) => createHash('sha256').update(text).digest('hex')

/** What is wrong with a request's signature and headers; undefined where nothing is (document 382/52072). */
function faultOf(
  request: IncomingMessage,
  body: string,
  config: TencentConfig,
): string | undefined {
  const { headers } = request
  if (request.method !== 'POST' || request.url !== '/') return 'InvalidRequest'
  if (headers['content-type'] !== 'application/json; charset=utf-8') return 'InvalidRequest'
  if (headers['x-tc-version'] !== '2021-01-11') return 'NoSuchVersion'
  if (headers['x-tc-region'] !== config.region) return 'UnsupportedRegion'
  const pattern =
    /^TC3-HMAC-SHA256 Credential=(\S+?)\/(\d{4}-\d\d-\d\d)\/sms\/tc3_request, SignedHeaders=([a-z0-9;-]+), Signature=([0-9a-f]{64})$/
  const parts = pattern.exec(headers.authorization ?? '')
  if (!parts) return 'AuthFailure.InvalidAuthorization'
  const [, secretId, date = '', signed = '', signature] = parts
  if (secretId !== config.secretId) return 'AuthFailure.SecretIdNotFound'
  const timestamp = Number(headers['x-tc-timestamp'])
  if (!(Math.abs(Date.now() / 1000 - timestamp) < 300)) return 'AuthFailure.SignatureExpire'
  if (new Date(timestamp * 1000).toISOString().slice(0, 10) !== date)
    return 'AuthFailure.SignatureFailure'
  const names = signed.split(';')
  if (!names.includes('content-type') || !names.includes('host'))
    return 'AuthFailure.SignatureFailure'
  let canonical = 'POST\n/\n\n'
  for (const name of names) canonical += `${name}:${String(headers[name]).trim().toLowerCase()}\n`
  canonical += `\n${signed}\n${hash(body)}`
  const scope = `${date}/sms/tc3_request`
  const key = hmac(hmac(hmac(`TC3${config.secretKey}`, date), 'sms'), 'tc3_request')
  const right = hmac(key, `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${hash(canonical)}`)
  return right.toString('hex') === signature ? undefined : 'AuthFailure.SignatureFailure'
}

function sendSms(body: Json, config: TencentConfig): { SerialNo: string; Code: string } {
  const { PhoneNumberSet: phones, TemplateId: template, TemplateParamSet: parameters } = body
  const refused = (Code: string) => ({ SerialNo: '', Code })
  if (!Array.isArray(phones) || phones.length !== 1) return refused('MissingParameter')
  if (!/^\+861[3-9]\d{9}$/.test(String(phones[0])))
    return refused('InvalidParameterValue.IncorrectPhoneNumber')
  if (body['SignName'] !== config.signature)
    return refused('FailedOperation.SignatureIncorrectOrUnapproved')
  const known = Object.values(config.templates).find((each) => each?.id === template)
  const names = new Set(known?.words.match(/\{\w+\}/g))
  if (!known || !Array.isArray(parameters) || parameters.length !== names.size)
    return refused('FailedOperation.TemplateIncorrectOrUnapproved')
  if (parameters.some((parameter) => /^https?:|\//.test(String(parameter))))
    return refused('InvalidParameterValue.ProhibitedUseUrlInTemplateParameter')
  return { SerialNo: `5000:${randomUUID().replaceAll('-', '')}`, Code: 'Ok' }
}

const refusal = (code: string): Json => ({
  // The real one too says in words what the code says, and sometimes names the phone.
  Error: { Code: code, Message: 'the number +8613800138000 …' },
})

/** Starts one on a free port; `config` leads there. */
export async function startFakeTencent(): Promise<FakeTencent> {
  const asked: FakeTencent['asked'] = []
  const reports: Json[] = []
  let next: ((response: ServerResponse) => void) | undefined

  const send = (response: ServerResponse, content: Json) =>
    response
      .setHeader('content-type', 'application/json')
      .end(JSON.stringify({ Response: { ...content, RequestId: randomUUID() } }))

  const answer = (action: string, body: Json): Json => {
    if (body['SmsSdkAppId'] !== config.appId)
      return refusal('UnauthorizedOperation.SmsSdkAppIdVerifyFail')
    if (action === 'PullSmsSendStatus')
      return { PullSmsSendStatusSet: reports.splice(0, Number(body['Limit'])) }
    if (action !== 'SendSms') return refusal('InvalidAction')
    const status = sendSms(body, config)
    if (status.Code === 'Ok')
      reports.push({ SerialNo: status.SerialNo, ReportStatus: 'SUCCESS', Description: 'DELIVRD' })
    const { SessionContext } = body
    const echoed = { PhoneNumber: '', Fee: 1, SessionContext, Message: '', IsoCode: 'CN' }
    return { SendStatusSet: [{ ...echoed, ...status }] }
  }

  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    request.on('end', () => {
      const fault = faultOf(request, text, config)
      if (fault) return send(response, refusal(fault))
      const action = String(request.headers['x-tc-action'])
      const body = JSON.parse(text) as Json
      asked.push({ action, body })
      const instead = next
      next = undefined
      if (instead) return instead(response)
      send(response, answer(action, body))
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const config: TencentConfig = {
    provider: 'tencent',
    secretId: 'AKIDofthetest',
    secretKey: 'secretofthetest',
    appId: '1400006666',
    signature: '某某人寿',
    region: 'ap-guangzhou',
    endpoint: `http://127.0.0.1:${port}`,
    reportToken: 'report-token-of-the-test',
    templates: {
      link: {
        id: '1001',
        words: '您的{businessType}，请点击 https://v.example/c/{token} ，{hours}',
      },
      code: { id: '1002', words: '验证码 {code}，{minutes} 分钟内有效' },
      wechat: { id: '1003', words: '您的{businessType}，请点击 https://wxaurl.cn/{linkCode} 。' },
    },
  }
  return {
    config,
    asked,
    reports,
    answerNext: (instead) => {
      next = instead
    },
    refuseNext: (code, where) => {
      next = (response) =>
        send(
          response,
          where === 'request'
            ? refusal(code)
            : { SendStatusSet: [{ SerialNo: '', Code: code, Message: '…' }] },
        )
    },
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
