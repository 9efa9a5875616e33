import type { Messages } from '../messages.ts'

/** 通话历史, in English. */
export const callHistoryWords: Pick<Messages, 'callHistory'> = {
  callHistory: {
    title: 'Call history',
    searchHint: 'Task number',
    open: 'Open the call of {{at}}',
    empty: 'There are no calls yet.',
    emptyNext: 'Calls appear here once customers start them.',
    answered: 'Answered',
    cancelled: 'Cancelled',
    disposition: { normal: 'Yes', abnormal: 'No', unfilled: 'Unfilled' },
    detail: 'Call',
    business: 'Business type and item',
    endReason: 'Why it ended',
    recordings: 'Recordings',
  },
}
