/** Work orders (manual 3.3–3.5, 3.14). */
import { z } from 'zod'
import { flag, id, line, listQuery, mobile, paragraph, period, time, version } from './common.ts'
import { workOrderStatuses } from './states.ts'
import { actorKinds } from './audit.ts'
import { callRecord } from './calls.ts'
import { photo } from './photos.ts'
import { smsFailure, smsStatus } from './sms.ts'

export const workOrderStatus = z.enum(workOrderStatuses)

export const businessType = z.object({
  id,
  name: z.string(),
  claim: z.boolean(),
  items: z.array(z.object({ id, name: z.string() })),
})
export type BusinessType = z.infer<typeof businessType>

/** 15 or 18 digits, the last of 18 may be X: anything else is refused; a wrong date or checksum only warns (product.md). */
export const idNumber = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^(\d{15}|\d{17}[\dX])$/)

/** Manual 3.4. */
export const createWorkOrder = z.strictObject({
  businessItemId: id,
  insuredName: line(60).optional(),
  contactPhone: mobile,
  idNumber: idNumber.optional(),
  caseNumber: line(40),
  policyNumber: line(40).optional(),
  /** 优先: its calls go before every caller without it. */
  priority: z.boolean().default(false),
})
export type CreateWorkOrder = z.input<typeof createWorkOrder>

/**
 * The order of a walk-in call: a new one, or one that there is. Without a contact phone the new one gets the
 * phone that the customer came by, which the console knows only masked.
 */
export const giveOrder = z.union([
  z.strictObject({ create: createWorkOrder.extend({ contactPhone: mobile.optional() }) }),
  z.strictObject({
    link: z.strictObject({
      taskNumber: z
        .string()
        .trim()
        .regex(/^\d{1,20}$/),
    }),
  }),
])
export type GiveOrder = z.input<typeof giveOrder>

/** A row of the list: personal data masked. */
export const workOrderRow = z.object({
  id,
  version,
  taskNumber: z.string(),
  policyNumber: z.string().nullable(),
  caseNumber: z.string(),
  businessType: z.string(),
  businessItem: z.string(),
  insuredName: z.string().nullable(),
  contactPhone: z.string(),
  handler: z.string(),
  priority: z.boolean(),
  status: workOrderStatus,
  createdAt: time,
  updatedAt: time,
})
export type WorkOrderRow = z.infer<typeof workOrderRow>

/** What 保存 sends: every field as the form shows it; absent means empty. */
export const saveWorkOrder = createWorkOrder.extend({ version })
export type SaveWorkOrder = z.input<typeof saveWorkOrder>

/** Which orders: the list, its counts and its export ask alike. */
export const workOrderFilter = {
  /**
   * One box: task, policy or case number or name, whole or its beginning; phone or ID number, whole. Which of
   * them it may be is told by its shape.
   */
  search: line(60).optional(),
  handlerId: id.optional(),
  businessTypeId: id.optional(),
  /** Of `sort`'s time. */
  ...period,
  sort: z.enum(['created', 'updated']).default('created'),
}
export const workOrderQuery = z.strictObject({
  ...listQuery,
  ...workOrderFilter,
  status: workOrderStatus.optional(),
  /** Newest first unless true. */
  ascending: flag.optional(),
  cursor: z.string().max(200).optional(),
})
export const workOrderCountsQuery = z.strictObject(workOrderFilter)
export const workOrderPage = z.object({
  items: z.array(workOrderRow),
  nextCursor: z.string().nullable(),
})

/** Exact up to 1,000; above that `capped` says that the number is a floor. */
const count = z.object({ value: z.int(), capped: z.boolean() })
export const workOrderCounts = z.object({
  all: count,
  pending: count,
  processing: count,
  completed: count,
  revoked: count,
})
export type WorkOrderCounts = z.infer<typeof workOrderCounts>

/** The order's page: personal data whole (every such view is audited). */
export const workOrder = workOrderRow.extend({
  businessItemId: id,
  idNumber: z.string().nullable(),
  /** The ID number's date or checksum is wrong, and it was kept. */
  idNumberDoubtful: z.boolean(),
  creator: z.string(),
  liveCallId: id.nullable(),
  sms: z.object({
    lastSentAt: time.nullable(),
    lastStatus: smsStatus.nullable(),
    /** Why the last one failed; what to do stands in the screens' table by this code. */
    lastFailure: smsFailure.nullable(),
    /** Sent to this phone today, and how many may be. */
    sentToday: z.int(),
    dailyCap: z.int(),
    /** When 发送短信 is possible again. */
    nextAllowedAt: time.nullable(),
  }),
})
export type WorkOrder = z.infer<typeof workOrder>

export const addRemark = z.strictObject({ text: paragraph(1000) })
/** 备注记录: 备注内容, 备注时间, 备注人. */
export const remark = z.object({ id, text: z.string(), author: z.string(), at: time })
export type Remark = z.infer<typeof remark>

export const revokeWorkOrder = z.strictObject({ version })

/** Fields of an order that 保存 may change. */
export const workOrderFields = [
  'businessItem',
  'insuredName',
  'contactPhone',
  'idNumber',
  'caseNumber',
  'policyNumber',
  'priority',
] as const
export const fieldChange = z.object({
  /** `priority` is 'true' or null. */
  field: z.enum(workOrderFields),
  from: z.string().nullable(),
  to: z.string().nullable(),
})
export type FieldChange = z.infer<typeof fieldChange>

/** 操作记录: 处理内容, 处理时间, 处理人, from where, old → new. Views of personal data are audited and not listed here. */
export const operationRecord = z.object({
  id,
  action: z.enum([
    'work-order.create',
    'work-order.edit',
    'work-order.revoke',
    'remark.add',
    'sms.send',
    'sms.sent',
    'sms.failed',
    'sms.delivered',
    'sms.undelivered',
    'sms.plain-link',
    'link.open',
    'link.take-over',
    'phone.enter',
    'consent.give',
    'call.queue',
    'call.answer',
    'call.give-order',
    'call.end',
    'call.force-end',
    'call.force-requeue',
    'call.disposition',
    'photo.add',
  ]),
  actorKind: z.enum(actorKinds),
  /** The account's name, 客户, or 系统. */
  actor: z.string(),
  at: time,
  address: z.string().nullable(),
  /** What an edit changed; personal data masked. */
  changes: z.array(fieldChange),
})
export type OperationRecord = z.infer<typeof operationRecord>

/** 处理记录 (manual 3.14). */
export const workOrderRecords = z.object({
  remarks: z.array(remark),
  calls: z.array(callRecord),
  operations: z.array(operationRecord),
  uploads: z.array(photo),
})
export type WorkOrderRecords = z.infer<typeof workOrderRecords>
