/** Tencent Cloud's codes → what can be done about it. */
import type { SmsFailure } from '@veridesk/contract'

type Rules = readonly (readonly [RegExp, SmsFailure])[]

/** Refusals of SendSms, the first that fits (cloud.tencent.com/document/api/382/52075 and 382/59177). */
const refusals: Rules = [
  [/^(AuthFailure|IpInBlacklist|IpNotInWhitelist)/, 'bad-credentials'],
  [/SerivceSuspendDueToArrears|InsufficientBalance/, 'no-balance'],
  [
    /^UnauthorizedOperation|SdkAppId|AppidAndBizId|SigVerification|SigField|RequestTime/,
    'bad-credentials',
  ],
  [/IncorrectPhoneNumber|EmptyPhoneNumberSet|UnsuportedRegion/, 'invalid-number'],
  [/PhoneNumberInBlacklist/, 'blacklisted'],
  [/^LimitExceeded|TimeConstraint/, 'carrier-limit'],
  [/SensitiveWord|DirtyWord|ContentLengthLimit/, 'content-refused'],
  [/Template|SignatureIncorrect|MissingSignature/, 'template-refused'],
  [/^InternalError|^ResourceUnavailable|^ServiceUnavailable/, 'carrier-down'],
]

export const failureOfRefusal = (code: string): SmsFailure =>
  refusals.find(([pattern]) => pattern.test(code))?.[1] ?? 'unknown'

/** Turned away at the door because of too many requests at once: nothing was sent. */
export const isTurnedAway = (code: string): boolean => code.startsWith('RequestLimitExceeded')

/**
 * What the three operators report, the first that fits (cloud.tencent.com/document/product/382/59177). They say
 * one thing in many ways and many things in one: a number that does not exist is told apart only where theirs is.
 */
const receipts: Rules = [
  [/BLACK|^BWLIST|^TUIDING$|^HIGRISK$|^MB:1077$|^TC:0001$|^TD:0*1$|^TD:19$|^HD:19$/, 'blacklisted'],
  [/^DB:?0*(141|144|164)$|^69$/, 'blacklisted'],
  [/^TE:0003$|^MB:1042$/, 'carrier-limit'],
  [/^TC:0007$|^TD:0004$|^TE:0014$|^KEYWORD|^-106$/, 'content-refused'],
  [/^MK:?0*(0|1|12)$|^ERR_NUM|^(XL|TA):169$|^(1|24|61|67|72|95|101)$/, 'invalid-number'],
  // Codes of China Mobile that begin so are faults of the phone: off, out of service, out of reach.
  [/^M[IKN]:?\d|^MC:?0*(55|151)|^(UNDELIV|EXPIRED)|^I[BC]:0*(1|64)$/, 'phone-off'],
  [/^(4|5|10|12|15|20|36|45|50|51|53|54|55|56|64|70|86|88|89|93|98|99)$/, 'phone-off'],
  [/^(105|124|182|213|219|-37)$/, 'phone-off'],
]

export const failureOfReceipt = (code: string): SmsFailure =>
  receipts.find(([pattern]) => pattern.test(code.replaceAll(' ', '')))?.[1] ?? 'unknown'

/** A code as the audit log may keep it: no carrier's sentence, which could name a phone. */
export const auditable = (code: string): string | null =>
  /^[A-Za-z]{0,40}[\w.:-]{1,40}$/.test(code) && !/\d{7}/.test(code) ? code : null
