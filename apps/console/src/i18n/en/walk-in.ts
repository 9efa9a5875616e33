/** A call without an order: creating and linking one in it, in English. */
export const walkInWords = {
  walkIn: {
    title: 'This customer came by phone number; the call has no work order yet',
    hint: 'Once you create or link one, photos, recordings and records of this call belong to it.',
    phone: 'Caller {{phone}}',
    create: 'New work order',
    createHint: 'The customer is in the call: no message is sent.',
    ownPhone: 'Left empty: the caller’s number, {{phone}}',
    link: 'Link a work order',
    taskNumber: 'Task number',
    taskNumberHint: 'Enter the task number, or search by case number, name or phone and choose',
    taskNumberMissing: 'Enter the task number (digits)',
    given: 'The call belongs to work order {{taskNumber}} now',
    hangUpAsk: 'This call has no work order yet. Hang up?',
    hangUpHint: 'You can still create or link one on this page afterwards.',
    later: 'The call has ended without a work order',
  },
}
