import type { WorkOrderRow } from '@veridesk/contract'
import type { WorkOrderStatus } from '@veridesk/contract/states'
import { countWorkOrders, workOrderExportRows } from '../work-orders/export-rows.ts'
import type { AskedFilter } from '../work-orders/order-filter.ts'
import { exportKind, timeOf, type Words } from './kind.ts'

const statuses: Readonly<Record<WorkOrderStatus, Words>> = {
  pending: { zh: '待处理', en: 'Pending' },
  processing: { zh: '处理中', en: 'Processing' },
  completed: { zh: '已处理', en: 'Completed' },
  revoked: { zh: '已撤销', en: 'Revoked' },
}

/** The columns of the manual's list (3.4), what identifies an order before them; masked as there. */
export const workOrders = exportKind<AskedFilter, WorkOrderRow>({
  permission: 'workOrder.export',
  title: { zh: '工单', en: 'Work orders' },
  columns: [
    {
      heading: { zh: '任务编号', en: 'Task number' },
      width: 14,
      kind: 'text',
      value: (order) => order.taskNumber,
    },
    {
      heading: { zh: '保单号', en: 'Policy number' },
      width: 20,
      kind: 'text',
      value: (order) => order.policyNumber,
    },
    {
      heading: { zh: '案件号', en: 'Case number' },
      width: 20,
      kind: 'text',
      value: (order) => order.caseNumber,
    },
    {
      heading: { zh: '业务类型', en: 'Business type' },
      width: 14,
      kind: 'text',
      value: (order) => order.businessType,
    },
    {
      heading: { zh: '业务项目', en: 'Business item' },
      width: 18,
      kind: 'text',
      value: (order) => order.businessItem,
    },
    {
      heading: { zh: '客户姓名', en: 'Customer' },
      width: 14,
      kind: 'text',
      value: (order) => order.insuredName,
    },
    {
      heading: { zh: '联系电话', en: 'Contact phone' },
      width: 16,
      kind: 'text',
      value: (order) => order.contactPhone,
    },
    {
      heading: { zh: '处理人', en: 'Handled by' },
      width: 16,
      kind: 'text',
      value: (order) => order.handler,
    },
    {
      heading: { zh: '状态', en: 'Status' },
      width: 12,
      kind: 'text',
      value: (order, language) => statuses[order.status][language],
    },
    {
      heading: { zh: '创建时间', en: 'Created' },
      width: 20,
      kind: 'time',
      value: (order) => timeOf(order.createdAt),
    },
    {
      heading: { zh: '更新时间', en: 'Updated' },
      width: 20,
      kind: 'time',
      value: (order) => timeOf(order.updatedAt),
    },
  ],
  count: async ({ ctx, actor, filter }, limit) =>
    Math.min(limit, await countWorkOrders(ctx, actor, filter)),
  batches: ({ ctx, actor, filter }) => workOrderExportRows(ctx, actor, filter),
})
