import { expect, it } from 'vitest'
import { authorization } from './tc3.ts'

const account = {
  secretId: 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE',
  secretKey: 'Gu5t9xGARNpq86cd98joQYCN3EXAMPLE',
}
const request = {
  service: 'cvm',
  headers: {
    'content-type': 'application/json; charset=utf-8',
    host: 'cvm.tencentcloudapi.com',
  },
  body: String.raw`{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}`,
  seconds: 1_551_113_065,
}

it("signs the example of Tencent Cloud's documentation as it does", () => {
  expect(authorization(account, request)).toBe(
    'TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, ' +
      'SignedHeaders=content-type;host, ' +
      'Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168',
  )
})

it('names the signed headers in order, however they are given', () => {
  const headers = { 'x-tc-action': 'SendSms', ...request.headers }
  expect(authorization(account, { ...request, headers })).toContain(
    'SignedHeaders=content-type;host;x-tc-action,',
  )
})

it('takes the date of UTC', () => {
  // 07:30 of the next day in Shanghai.
  const seconds = Date.UTC(2026, 0, 1, 23, 30) / 1000
  expect(authorization(account, { ...request, seconds })).toContain('/2026-01-01/cvm/')
})
