import type { CallRecord } from '@veridesk/contract/calls'
import { callBatches, countCalls, type HistoryFilter } from '../calls/history.ts'
import { exportKind, rowsPerBatch, timeOf, yesOrNo, type Language } from './kind.ts'

const none = '-'

/** 正常结束: nothing to say while the call lives, and where nobody answered. */
function normalEnd({ disposition }: CallRecord, language: Language): string {
  if (disposition === null) return none
  if (disposition === 'unfilled') return { zh: '未填写', en: 'Not filled in' }[language]
  return yesOrNo(disposition === 'normal', language)
}

/** The eight columns of the manual's 3.16. */
export const calls = exportKind<HistoryFilter, CallRecord>({
  permission: 'call.export',
  title: { zh: '通话历史', en: 'Call history' },
  columns: [
    {
      heading: { zh: '任务编号', en: 'Task number' },
      width: 14,
      kind: 'text',
      value: (call) => call.taskNumber ?? none,
    },
    {
      heading: { zh: '处理人', en: 'Handled by' },
      width: 16,
      kind: 'text',
      value: (call) => call.agentName ?? none,
    },
    {
      heading: { zh: '发起时间', en: 'Started' },
      width: 20,
      kind: 'time',
      value: (call) => timeOf(call.queuedAt),
    },
    {
      heading: { zh: '挂断时间', en: 'Ended' },
      width: 20,
      kind: 'time',
      value: (call) => timeOf(call.endedAt),
    },
    {
      heading: { zh: '排队时长', en: 'Waited' },
      width: 12,
      kind: 'duration',
      value: (call) => call.waitSeconds,
    },
    {
      heading: { zh: '通话时长', en: 'Talked' },
      width: 12,
      kind: 'duration',
      value: (call) => call.talkSeconds,
    },
    {
      heading: { zh: '取消呼叫', en: 'Cancelled' },
      width: 12,
      kind: 'text',
      value: (call, language) => yesOrNo(call.cancelled, language),
    },
    { heading: { zh: '正常结束', en: 'Normal end' }, width: 14, kind: 'text', value: normalEnd },
  ],
  count: ({ ctx, actor, filter }, limit) => countCalls(ctx, actor, filter, limit),
  batches: ({ ctx, actor, filter }) => callBatches(ctx, actor, filter, rowsPerBatch),
})
