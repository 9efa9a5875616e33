import { describe, expect, it } from 'vitest'
import { auditable, failureOfReceipt, failureOfRefusal, isTurnedAway } from './codes.ts'

describe('a refusal of SendSms', () => {
  it.each([
    ['InvalidParameterValue.IncorrectPhoneNumber', 'invalid-number'],
    ['UnsupportedOperation.UnsuportedRegion', 'invalid-number'],
    ['FailedOperation.PhoneNumberInBlacklist', 'blacklisted'],
    ['LimitExceeded.PhoneNumberDailyLimit', 'carrier-limit'],
    ['LimitExceeded.PhoneNumberThirtySecondLimit', 'carrier-limit'],
    ['LimitExceeded.DeliveryFrequencyLimit', 'carrier-limit'],
    ['FailedOperation.MarketingSendTimeConstraint', 'carrier-limit'],
    ['FailedOperation.ContainSensitiveWord', 'content-refused'],
    ['InvalidParameter.DirtyWordFound', 'content-refused'],
    ['InvalidParameterValue.ContentLengthLimit', 'content-refused'],
    ['FailedOperation.TemplateIncorrectOrUnapproved', 'template-refused'],
    ['FailedOperation.SignatureIncorrectOrUnapproved', 'template-refused'],
    ['InvalidParameterValue.TemplateParameterFormatError', 'template-refused'],
    ['InvalidParameterValue.TemplateParameterLengthLimit', 'template-refused'],
    ['InvalidParameterValue.ProhibitedUseUrlInTemplateParameter', 'template-refused'],
    ['FailedOperation.InsufficientBalanceInSmsPackage', 'no-balance'],
    ['UnauthorizedOperation.SerivceSuspendDueToArrears', 'no-balance'],
    ['AuthFailure.SignatureFailure', 'bad-credentials'],
    ['AuthFailure.SecretIdNotFound', 'bad-credentials'],
    ['UnauthorizedOperation.RequestIpNotInWhitelist', 'bad-credentials'],
    ['UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'bad-credentials'],
    ['InvalidParameterValue.SdkAppIdNotExist', 'bad-credentials'],
    ['InternalError.RequestTimeException', 'bad-credentials'],
    ['InternalError.OtherError', 'carrier-down'],
    ['InternalError.Timeout', 'carrier-down'],
    ['FailedOperation.OtherError', 'unknown'],
    ['something new', 'unknown'],
  ])('%s means %s', (code, failure) => {
    expect(failureOfRefusal(code)).toBe(failure)
  })

  it('sent nothing where too many asked at once', () => {
    expect(isTurnedAway('RequestLimitExceeded.IPLimitExceeded')).toBe(true)
    expect(isTurnedAway('LimitExceeded.PhoneNumberDailyLimit')).toBe(false)
  })
})

it.each([
  ['MK:0001', 'invalid-number'],
  ['MK00001', 'invalid-number'],
  ['ERR_NUM_006', 'invalid-number'],
  ['1', 'invalid-number'],
  ['MI:0024', 'phone-off'],
  ['MK:0024', 'phone-off'],
  ['UNDELIV', 'phone-off'],
  ['EXPIRED_601', 'phone-off'],
  ['54', 'phone-off'],
  ['MB:1077', 'blacklisted'],
  ['DB:0141', 'blacklisted'],
  ['DB00144', 'blacklisted'],
  ['W-BLACK', 'blacklisted'],
  ['BWLIST _006', 'blacklisted'],
  ['TE:0003', 'carrier-limit'],
  ['TC:0007', 'content-refused'],
  ['11', 'unknown'],
  ['', 'unknown'],
])('an operator that reports %j means %s', (code, failure) => {
  expect(failureOfReceipt(code)).toBe(failure)
})

it('keeps codes for the audit log, and nothing that could name a phone', () => {
  expect(auditable('MK:0001')).toBe('MK:0001')
  expect(auditable('FailedOperation.PhoneNumberInBlacklist')).not.toBeNull()
  expect(auditable('13800138000')).toBeNull()
  expect(auditable('phone 13800138000 is off')).toBeNull()
  expect(auditable('用户短信送达成功')).toBeNull()
})
