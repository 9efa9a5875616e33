/** Every endpoint of our own API (law 1). A line reads as policy: method, path, permission, input → output. */
import { z } from 'zod'
import type { EndpointTable } from './endpoint.ts'
import { changeState, me, setUp, signIn } from './accounts.ts'
import {
  callDetail,
  callRecord,
  fillDisposition,
  legParams,
  openedLeg,
  openLeg,
  recordings,
  recordingParams,
  renegotiatedLeg,
  renegotiateLeg,
  setTracks,
} from './calls.ts'
import { idParams } from './common.ts'
import { customerView, enter, giveConsent, takeOver } from './customer.ts'
import { photo, photoLimit, photoVariant, putPhotoParams, putPhotoQuery } from './photos.ts'
import { smsMessage } from './sms.ts'
import {
  businessType,
  createWorkOrder,
  revokeWorkOrder,
  workOrder,
  workOrderCounts,
  workOrderPage,
  workOrderQuery,
  workOrderRecords,
} from './work-orders.ts'

const images = { raw: ['image/jpeg', 'image/png', 'image/webp'] } as const
const items = <T extends z.ZodType>(item: T) => z.object({ items: z.array(item) })

export const endpoints = {
  // signing in and the own state
  'POST /api/sessions': {
    permission: 'public',
    summary: 'Sign in',
    body: signIn,
    output: me,
    // An office of 200 agents behind one address signs in within minutes, some of them twice.
    ratePerMinute: 300,
    errors: ['wrong_credentials', 'locked_out', 'account_disabled', 'session_exists'],
  },
  'POST /api/setup': {
    permission: 'public',
    summary: 'Make the first administrator of an empty installation',
    body: setUp,
    output: null,
    ratePerMinute: 10,
    errors: ['setup_done'],
  },
  'DELETE /api/sessions/current': {
    permission: 'session.own',
    summary: 'Sign out',
    output: null,
    errors: ['call_in_progress'],
  },
  'GET /api/me': { permission: 'session.own', summary: 'The own snapshot', output: me },
  'PUT /api/me/state': {
    permission: 'agentState.change',
    summary: 'Change the own agent state by hand',
    body: changeState,
    output: me,
    errors: ['state_not_by_hand', 'disposition_missing'],
  },

  // work orders
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
    errors: ['order_closed', 'sms_cooling_down'],
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

  // calls, agent side
  'GET /api/calls/:id': {
    permission: 'call.read',
    summary: 'One call, live or ended',
    params: idParams,
    output: callDetail,
  },
  'POST /api/calls/:id/answer': {
    permission: 'call.take',
    summary: 'Answer the ringing call',
    params: idParams,
    output: callDetail,
    errors: ['call_not_ringing', 'not_your_call', 'call_ended'],
  },
  'POST /api/calls/:id/decline': {
    permission: 'call.take',
    summary: 'Decline the ringing call',
    params: idParams,
    output: null,
    errors: ['call_not_ringing', 'not_your_call'],
  },
  'POST /api/calls/:id/hang-up': {
    permission: 'call.take',
    summary: 'Hang up',
    params: idParams,
    output: callDetail,
    errors: ['not_your_call', 'call_ended', 'call_not_active'],
  },
  'PUT /api/calls/:id/disposition': {
    permission: 'disposition.fill',
    summary: 'Fill in 通话状态 once',
    params: idParams,
    body: fillDisposition,
    output: callRecord,
    errors: ['not_your_call', 'call_in_progress', 'call_not_active', 'disposition_filled'],
  },
  'POST /api/calls/:id/legs': {
    permission: 'call.take',
    summary: 'Open a media leg of the own participant',
    params: idParams,
    body: openLeg,
    output: openedLeg,
    status: 201,
    bodyLimit: 128 * 1024,
    ratePerMinute: 120,
    errors: ['bad_sdp', 'not_your_call', 'call_ended', 'call_not_active', 'media_unavailable'],
  },
  'PUT /api/calls/:id/legs/:legId': {
    permission: 'call.take',
    summary: 'Renegotiate a living leg',
    params: legParams,
    body: renegotiateLeg,
    output: renegotiatedLeg,
    bodyLimit: 128 * 1024,
    ratePerMinute: 120,
    errors: ['bad_sdp', 'not_your_call', 'call_ended', 'leg_gone', 'media_unavailable'],
  },
  'PUT /api/calls/:id/tracks': {
    permission: 'call.take',
    summary: 'Say what the own participant sends',
    params: idParams,
    body: setTracks,
    output: null,
    errors: ['not_your_call', 'call_ended'],
  },
  'PUT /api/calls/:id/photos/:photoId': {
    permission: 'call.take',
    summary: "Add the agent's screenshot",
    params: putPhotoParams,
    query: putPhotoQuery,
    body: images,
    output: photo,
    bodyLimit: photoLimit,
    ratePerMinute: 60,
    errors: [
      'not_an_image',
      'photo_too_large',
      'photo_exists',
      'too_many_photos',
      'not_your_call',
      'call_not_active',
    ],
  },
  'GET /api/photos/:id/:variant': {
    permission: 'photo.read',
    summary: 'The picture, as taken or watermarked',
    params: photoVariant,
    output: 'binary',
  },
  'GET /api/calls/:id/recordings': {
    permission: 'recording.read',
    summary: 'The recorded tracks of a call, and who was connected',
    params: idParams,
    output: recordings,
  },
  'GET /api/calls/:id/recordings/:participantId': {
    permission: 'recording.read',
    summary: "One participant's recording as WebM",
    params: recordingParams,
    output: 'binary',
    ratePerMinute: 30,
    errors: ['recording_empty', 'recording_open', 'media_unavailable'],
  },

  // the simulated carrier
  'GET /api/sms/outbox': {
    permission: 'smsOutbox.read',
    summary: 'The last 50 messages of the simulated carrier; 404 with a real one',
    output: items(smsMessage),
  },

  // the customer
  'POST /api/customer/enter': {
    permission: 'public',
    summary: "Open an order's link; the first device takes the seat",
    body: enter,
    output: customerView,
    ratePerMinute: 60,
    errors: ['link_invalid', 'link_expired', 'link_order_closed', 'link_other_device'],
  },
  'POST /api/customer/code': {
    permission: 'public',
    summary: 'Send a one-time code to the contact phone of a link in use elsewhere',
    body: enter,
    output: null,
    status: 202,
    ratePerMinute: 10,
    errors: ['link_invalid', 'link_expired', 'link_order_closed', 'sms_cooling_down'],
  },
  'POST /api/customer/take-over': {
    permission: 'public',
    summary: 'Take the seat over to this device with the code',
    body: takeOver,
    output: customerView,
    ratePerMinute: 20,
    errors: ['link_invalid', 'link_expired', 'link_order_closed', 'wrong_code'],
  },
  'GET /api/customer/session': {
    permission: 'seat',
    summary: "The customer's snapshot",
    output: customerView,
  },
  'POST /api/customer/consent': {
    permission: 'seat',
    summary: 'Agree to the recording notice',
    body: giveConsent,
    output: customerView,
    errors: ['stale_version'],
  },
  'POST /api/customer/calls': {
    permission: 'seat',
    summary: 'Queue for a call; an existing live call of this seat is answered as it stands',
    output: customerView,
    status: 201,
    ratePerMinute: 30,
    errors: ['consent_missing', 'link_order_closed', 'call_exists'],
  },
  'POST /api/customer/calls/:id/cancel': {
    permission: 'seat',
    summary: 'Leave the queue',
    params: idParams,
    output: customerView,
    errors: ['not_your_call', 'call_ended', 'call_in_progress'],
  },
  'POST /api/customer/calls/:id/end': {
    permission: 'seat',
    summary: 'End the call',
    params: idParams,
    output: customerView,
    errors: ['not_your_call', 'call_ended', 'call_not_active'],
  },
  'POST /api/customer/calls/:id/legs': {
    permission: 'seat',
    summary: 'Open a media leg of the own participant, from ringing on',
    params: idParams,
    body: openLeg,
    output: openedLeg,
    status: 201,
    bodyLimit: 128 * 1024,
    ratePerMinute: 120,
    errors: ['bad_sdp', 'not_your_call', 'call_ended', 'call_not_active', 'media_unavailable'],
  },
  'PUT /api/customer/calls/:id/legs/:legId': {
    permission: 'seat',
    summary: 'Renegotiate a living leg',
    params: legParams,
    body: renegotiateLeg,
    output: renegotiatedLeg,
    bodyLimit: 128 * 1024,
    ratePerMinute: 120,
    errors: ['bad_sdp', 'not_your_call', 'call_ended', 'leg_gone', 'media_unavailable'],
  },
  'PUT /api/customer/calls/:id/tracks': {
    permission: 'seat',
    summary: 'Say what the own participant sends',
    params: idParams,
    body: setTracks,
    output: null,
    errors: ['not_your_call', 'call_ended'],
  },
  'PUT /api/customer/calls/:id/photos/:photoId': {
    permission: 'seat',
    summary: "Add the customer's photo",
    params: putPhotoParams,
    query: putPhotoQuery,
    body: images,
    output: photo,
    bodyLimit: photoLimit,
    ratePerMinute: 60,
    errors: [
      'not_an_image',
      'photo_too_large',
      'photo_exists',
      'too_many_photos',
      'not_your_call',
      'call_not_active',
    ],
  },
} as const satisfies EndpointTable

export type Endpoints = typeof endpoints
export type EndpointKey = keyof Endpoints
