import type { Messages } from '../messages.ts'

/** What every list has: search, filters, paging, keys, in English. */
export const listWords: Pick<Messages, 'lists'> = {
  lists: {
    search: 'Search',
    filter: 'Filter',
    filters: 'Filters',
    clear: 'Clear',
    any: 'Any',
    from: 'First day',
    to: 'Last day',
    period: 'Period',
    periodOf: 'Period ({{time}})',
    customPeriod: 'Custom',
    periods: {
      today: 'Today',
      yesterday: 'Yesterday',
      week: 'Last 7 days',
      month: 'Last 30 days',
      thisMonth: 'This month',
    },
    chip: '{{name}}: {{value}}',
    remove: 'Remove filter: {{name}}',
    me: 'Me ({{name}})',
    unknownAccount: 'Chosen person',
    unknownType: 'Chosen business type',
    nothing: 'Nothing matches.',
    nothingNext: 'Change the search or the filters.',
    paging: 'Pages',
    keys: 'Keyboard shortcuts',
    keySearch: 'to the search box',
    keyWalk: 'up and down the rows',
    keyOpen: 'open the row',
    zone: 'Times are in {{zone}}',
  },
}
