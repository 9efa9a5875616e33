/** What the settings centre reads; keys begin with what the topics `accounts`, `groups` and `settings` make stale. */
import { queryOptions } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import { keys } from '../api/queries.ts'

export const groupsQuery = queryOptions({
  queryKey: keys.groups,
  queryFn: ({ signal }) => call('GET /api/groups', undefined, { signal }),
})

export const businessTypeSettingsQuery = queryOptions({
  queryKey: [...keys.settings, 'business-types'],
  queryFn: ({ signal }) => call('GET /api/settings/business-types', undefined, { signal }),
})

export const institutionQuery = queryOptions({
  queryKey: [...keys.settings, 'institution'],
  queryFn: ({ signal }) => call('GET /api/settings/institution', undefined, { signal }),
})

export const noticeQuery = queryOptions({
  queryKey: [...keys.settings, 'notice'],
  queryFn: ({ signal }) => call('GET /api/settings/notice', undefined, { signal }),
})

export const routingQuery = queryOptions({
  queryKey: [...keys.settings, 'routing'],
  queryFn: ({ signal }) => call('GET /api/settings/routing', undefined, { signal }),
})

export const entryQuery = queryOptions({
  queryKey: [...keys.settings, 'entry'],
  queryFn: ({ signal }) => call('GET /api/settings/entry', undefined, { signal }),
})

export const calendarQuery = (year: number) =>
  queryOptions({
    queryKey: [...keys.settings, 'calendar', year],
    queryFn: ({ signal }) => call('GET /api/calendar', { query: { year } }, { signal }),
  })

export const wechatSettingsQuery = queryOptions({
  queryKey: [...keys.settings, 'wechat'],
  queryFn: ({ signal }) => call('GET /api/settings/wechat', undefined, { signal }),
})

export const smsSettingsQuery = queryOptions({
  queryKey: [...keys.settings, 'sms'],
  queryFn: ({ signal }) => call('GET /api/settings/sms', undefined, { signal }),
})
