import type { Messages } from '../messages.ts'

/** 通话历史, in English. */
export const callHistoryWords: Pick<Messages, 'callHistory'> = {
  callHistory: {
    title: 'Call history',
    searchHint: 'Task number',
    empty: 'There are no calls yet.',
    emptyNext: 'Calls appear here once customers start them.',
    disposition: { normal: 'Yes', abnormal: 'No', unfilled: 'Unfilled' },
    detail: 'Call',
    endReason: 'Why it ended',
    recordings: 'Recordings',
  },
}
