/** What the page asks of the server; every answer is the whole snapshot. */
import { call } from '@veridesk/contract/api-client'
import type { ClientInput, Endpoints } from '@veridesk/contract'
import type { CustomerView, Front, PhoneChoice } from '@veridesk/contract/customer'

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

/** What the page shows before anybody is known. */
export function fetchFront(): Promise<Front> {
  return call('GET /api/customer/front')
}

/** Sends a one-time code to any mobile number. */
export function requestPhoneCode(phone: string): Promise<void> {
  return call('POST /api/customer/phone/code', { body: { phone } })
}

export function verifyPhone(phone: string, code: string): Promise<PhoneChoice> {
  return call('POST /api/customer/phone/verify', { body: { phone, code } })
}

/** What the proven phone may choose from; refused with `phone_unproven`. */
export function fetchChoice(): Promise<PhoneChoice> {
  return call('GET /api/customer/phone')
}

export type Matter = ClientInput<Endpoints['POST /api/customer/phone/enter']>['body']

/** One of the phone's open orders, or another matter. */
export function enterMatter(matter: Matter): Promise<CustomerView> {
  return call('POST /api/customer/phone/enter', { body: matter })
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
