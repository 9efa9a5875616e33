/** Signature v3 of Tencent Cloud's API 3.0, TC3-HMAC-SHA256 (cloud.tencent.com/document/api/382/52072). */
import { createHash, createHmac } from 'node:crypto'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest()

/**
 * The Authorization header of a POST to `/`. `headers`: those to sign, content-type and host at least, in lower
 * case; `seconds`: the request's X-TC-Timestamp.
 */
export function authorization(
  account: { readonly secretId: string; readonly secretKey: string },
  request: {
    readonly service: string
    readonly headers: Readonly<Record<string, string>>
    readonly body: string
    readonly seconds: number
  },
): string {
  const names = Object.keys(request.headers).toSorted()
  const lines = names.map((name) => `${name}:${request.headers[name]?.trim().toLowerCase()}\n`)
  const signedHeaders = names.join(';')
  const canonical = ['POST', '/', '', lines.join(''), signedHeaders, sha256(request.body)].join(
    '\n',
  )
  // Always the date in UTC, whatever the machine's zone.
  const date = new Date(request.seconds * 1000).toISOString().slice(0, 10)
  const scope = `${date}/${request.service}/tc3_request`
  const toSign = ['TC3-HMAC-SHA256', request.seconds, scope, sha256(canonical)].join('\n')
  const dayKey = hmac(`TC3${account.secretKey}`, date)
  const key = hmac(hmac(dayKey, request.service), 'tc3_request')
  const signature = hmac(key, toSign).toString('hex')
  return (
    `TC3-HMAC-SHA256 Credential=${account.secretId}/${scope}, ` +
    `SignedHeaders=${signedHeaders}, Signature=${signature}`
  )
}
