/** What the page asks of the server; every answer is the whole snapshot. */
import { call } from '@veridesk/contract/api-client'
import type { CustomerView } from '@veridesk/contract/customer'

export function enter(token: string): Promise<CustomerView> {
  return call('POST /api/customer/enter', { body: { token } })
}

export function fetchSession(): Promise<CustomerView> {
  return call('GET /api/customer/session')
}

/** Sends a one-time code to the contact phone of the link's order. */
export function requestCode(token: string): Promise<void> {
  return call('POST /api/customer/code', { body: { token } })
}

export function takeOver(token: string, code: string): Promise<CustomerView> {
  return call('POST /api/customer/take-over', { body: { token, code } })
}

export function consent(noticeVersion: number): Promise<CustomerView> {
  return call('POST /api/customer/consent', { body: { noticeVersion } })
}

export function joinQueue(): Promise<CustomerView> {
  return call('POST /api/customer/calls')
}

export function leaveQueue(callId: string): Promise<CustomerView> {
  return call('POST /api/customer/calls/:id/cancel', { params: { id: callId } })
}

export function endCall(callId: string): Promise<CustomerView> {
  return call('POST /api/customer/calls/:id/end', { params: { id: callId } })
}
