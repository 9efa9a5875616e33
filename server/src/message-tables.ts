/** The tables of what goes out by SMS, as kysely sees them. */
import type { SmsFailure, SmsMessage } from '@veridesk/contract'
import type { Generated } from 'kysely'
import type { Time } from './column-types.ts'

export interface MessageTables {
  oneTimeCodes: {
    id: string
    workOrderId: string | null
    phone: string | null
    address: string | null
    codeHash: Buffer
    attempts: Generated<number>
    createdAt: Generated<Date>
    expiresAt: Time
    usedAt: Time | null
  }
  wechatTokens: {
    id: string
    appId: string
    tokenSealed: Buffer
    expiresAt: Time
  }
  smsMessages: {
    id: string
    workOrderId: string | null
    kind: 'link' | 'code'
    phone: string
    textSealed: Buffer
    parametersSealed: Buffer | null
    linkValuesSealed: Buffer | null
    withUrlLink: Generated<boolean>
    status: Generated<SmsMessage['status']>
    carrierId: string | null
    failure: SmsFailure | null
    createdAt: Generated<Date>
    handingOverAt: Time | null
    sentAt: Time | null
    reportedAt: Time | null
  }
}
