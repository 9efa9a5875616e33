import type { AuditEntry } from '@veridesk/contract'
import { auditEntries, countAudit, type AuditFilter } from '../audit/search.ts'
import { exportKind, rowsPerBatch, timeOf } from './kind.ts'

/** Of the details so much: whoever needs the whole of one looks at the entry. */
const longestDetails = 2_000

export const auditLog = exportKind<AuditFilter, AuditEntry>({
  permission: 'audit.read',
  title: { zh: '审计日志', en: 'Audit log' },
  columns: [
    {
      heading: { zh: '序号', en: 'Number' },
      width: 10,
      kind: 'number',
      value: (entry) => entry.number,
    },
    {
      heading: { zh: '时间', en: 'Time' },
      width: 20,
      kind: 'time',
      value: (entry) => timeOf(entry.at),
    },
    {
      heading: { zh: '操作人', en: 'Who' },
      width: 16,
      kind: 'text',
      value: ({ actor, actorKind }, language) =>
        language === 'zh' || actorKind === 'account'
          ? actor
          : { seat: 'Customer', system: 'System' }[actorKind],
    },
    {
      heading: { zh: '操作', en: 'What' },
      width: 24,
      kind: 'text',
      value: (entry) => entry.action,
    },
    {
      heading: { zh: '任务编号', en: 'Task number' },
      width: 14,
      kind: 'text',
      value: (entry) => entry.taskNumber,
    },
    {
      heading: { zh: '通话', en: 'Call' },
      width: 38,
      kind: 'text',
      value: (entry) => entry.callId,
    },
    {
      heading: { zh: '对象', en: 'Object' },
      width: 38,
      kind: 'text',
      value: (entry) => entry.targetId,
    },
    {
      heading: { zh: '来源地址', en: 'Address' },
      width: 18,
      kind: 'text',
      value: (entry) => entry.address,
    },
    {
      heading: { zh: '详情', en: 'Details' },
      width: 60,
      kind: 'text',
      value: ({ details }) => {
        const text = JSON.stringify(details)
        return text === '{}' ? null : text.slice(0, longestDetails)
      },
    },
  ],
  count: ({ ctx, filter }, limit) => countAudit(ctx, filter, limit),
  batches: ({ ctx, filter }) => auditEntries(ctx, filter, rowsPerBatch),
})
