/** Work orders, and what belongs to one. */
import type { EndpointTable } from '../endpoint.ts'
import { idParams, items } from '../common.ts'
import { photo } from '../photos.ts'
import {
  addRemark,
  businessType,
  createWorkOrder,
  remark,
  revokeWorkOrder,
  saveWorkOrder,
  workOrder,
  workOrderCounts,
  workOrderCountsQuery,
  workOrderPage,
  workOrderQuery,
  workOrderRecords,
} from '../work-orders.ts'

export const workOrderEndpoints = {
  'GET /api/business-types': {
    permission: 'businessType.read',
    summary: 'Business types and their items',
    output: items(businessType),
  },
  'GET /api/work-orders': {
    permission: 'workOrder.read',
    summary: 'Work orders, newest first',
    query: workOrderQuery,
    output: workOrderPage,
  },
  'GET /api/work-orders/counts': {
    permission: 'workOrder.read',
    summary: 'How many work orders have each status',
    query: workOrderCountsQuery,
    output: workOrderCounts,
  },
  'POST /api/work-orders': {
    permission: 'workOrder.create',
    summary: 'Create a work order and send its SMS',
    body: createWorkOrder,
    output: workOrder,
    status: 201,
    ratePerMinute: 60,
    errors: ['unknown_business_item'],
  },
  'GET /api/work-orders/:id': {
    permission: 'workOrder.read',
    summary: 'One work order, whole; the view is audited',
    params: idParams,
    output: workOrder,
  },
  'PUT /api/work-orders/:id': {
    permission: 'workOrder.edit',
    summary: '保存; a stale edit is refused and told who changed what',
    params: idParams,
    body: saveWorkOrder,
    output: workOrder,
    errors: ['order_closed', 'unknown_business_item', 'stale_version'],
  },
  'POST /api/work-orders/:id/remarks': {
    permission: 'remark.add',
    summary: '提交备注',
    params: idParams,
    body: addRemark,
    output: remark,
    status: 201,
    ratePerMinute: 60,
  },
  'POST /api/work-orders/:id/revoke': {
    permission: 'workOrder.revoke',
    summary: 'Revoke a work order',
    params: idParams,
    body: revokeWorkOrder,
    output: workOrder,
    errors: ['order_closed', 'order_in_call', 'stale_version'],
  },
  'POST /api/work-orders/:id/sms': {
    permission: 'workOrder.sendSms',
    summary: 'Send the SMS again',
    params: idParams,
    output: workOrder,
    ratePerMinute: 60,
    errors: ['order_closed', 'sms_cooling_down', 'sms_daily_cap'],
  },
  'GET /api/work-orders/:id/records': {
    permission: 'workOrder.read',
    summary: 'Calls, operations and uploads of a work order',
    params: idParams,
    output: workOrderRecords,
  },
  'GET /api/work-orders/:id/photos': {
    permission: 'photo.read',
    summary: 'Photos of a work order, newest first',
    params: idParams,
    output: items(photo),
  },
} as const satisfies EndpointTable
