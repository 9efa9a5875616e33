/** The steps of groups and settings (manual 3.18). */
import { createCanvas } from '@napi-rs/canvas'
import type { Office } from '../office.ts'
import type { Step } from './step.ts'

/** `office`: open by the time that a step is prepared. */
export function settingsSteps(office: () => Office): readonly Step[] {
  const by = 'account'
  const admin = () => office().admin
  const group = async () => {
    const { items } = await admin().call('GET /api/groups')
    return items.find(({ name }) => name === '回访组') ?? { id: '', version: -1 }
  }
  const type = async () => {
    const { items } = await admin().call('GET /api/settings/business-types')
    return items.find(({ name }) => name === '回访') ?? { id: '', version: -1 }
  }
  const reason = async () => {
    const { items } = await admin().call('GET /api/pause-reasons')
    return items.find(({ name }) => name === '回电') ?? { id: '', version: -1 }
  }
  const year = { year: 2026 }
  const calendarVersion = async () => {
    const { version } = await admin().call('GET /api/calendar', { query: year })
    return version
  }
  const nationalDay = { day: '2026-10-01' }
  const institution = () => admin().call('GET /api/settings/institution')
  const groupForm = { name: '回访组', itemIds: [], memberIds: [] }
  const typeForm = { name: '回访', claim: false, items: [{ name: '一年' }], photoCategories: [] }
  return [
    {
      key: 'POST /api/groups',
      action: 'group.create',
      by,
      prepare: async () => () => admin().call('POST /api/groups', { body: groupForm }),
    },
    {
      key: 'PUT /api/groups/:id',
      action: 'group.edit',
      by,
      prepare: async () => {
        const { id, version } = await group()
        const body = { ...groupForm, version }
        return () => admin().call('PUT /api/groups/:id', { params: { id }, body })
      },
    },
    {
      key: 'DELETE /api/groups/:id',
      action: 'group.delete',
      by,
      prepare: async () => {
        const { id, version } = await group()
        const given = { params: { id }, query: { version } }
        return () => admin().call('DELETE /api/groups/:id', given)
      },
    },
    {
      key: 'POST /api/settings/business-types',
      action: 'business-type.create',
      by,
      prepare: async () => () =>
        admin().call('POST /api/settings/business-types', { body: typeForm }),
    },
    {
      key: 'PUT /api/settings/business-types/order',
      action: 'business-type.order',
      by,
      prepare: async () => {
        const body = { ids: [(await type()).id] }
        return () => admin().call('PUT /api/settings/business-types/order', { body })
      },
    },
    {
      key: 'PUT /api/settings/business-types/:id',
      action: 'business-type.edit',
      by,
      prepare: async () => {
        const { id, version } = await type()
        const given = { params: { id }, body: { ...typeForm, version } }
        return () => admin().call('PUT /api/settings/business-types/:id', given)
      },
    },
    {
      key: 'DELETE /api/settings/business-types/:id',
      action: 'business-type.delete',
      by,
      prepare: async () => {
        const { id, version } = await type()
        const given = { params: { id }, query: { version } }
        return () => admin().call('DELETE /api/settings/business-types/:id', given)
      },
    },
    {
      key: 'PUT /api/settings/institution',
      action: 'settings.institution',
      by,
      prepare: async () => {
        const { version, supportPhone } = await institution()
        const body = { version, name: '泰和人寿', supportPhone, colour: '#0a7d55' }
        return () => admin().call('PUT /api/settings/institution', { body })
      },
    },
    {
      key: 'PUT /api/settings/institution/logo',
      action: 'settings.logo',
      by,
      prepare: async () => {
        const { version } = await institution()
        const body = await createCanvas(32, 32).encode('png')
        const given = { query: { version }, body, type: 'image/png' }
        return () => admin().send('PUT /api/settings/institution/logo', given)
      },
    },
    {
      key: 'DELETE /api/settings/institution/logo',
      action: 'settings.logo',
      by,
      prepare: async () => {
        const { version } = await institution()
        return () => admin().call('DELETE /api/settings/institution/logo', { query: { version } })
      },
    },
    {
      key: 'PUT /api/settings/notice',
      action: 'settings.notice',
      by,
      prepare: async () => {
        const body = await admin().call('GET /api/settings/notice')
        return () => admin().call('PUT /api/settings/notice', { body })
      },
    },
    {
      key: 'PUT /api/settings/routing',
      action: 'settings.routing',
      by,
      prepare: async () => {
        const body = await admin().call('GET /api/settings/routing')
        return () => admin().call('PUT /api/settings/routing', { body })
      },
    },
    {
      key: 'PUT /api/settings/entry',
      action: 'settings.entry',
      by,
      prepare: async () => {
        const body = await admin().call('GET /api/settings/entry')
        return () => admin().call('PUT /api/settings/entry', { body })
      },
    },
    {
      key: 'PUT /api/calendar/:day',
      action: 'calendar.set',
      by,
      prepare: async () => {
        const body = { version: await calendarVersion(), name: '国庆节', likeWeekday: null }
        return () => admin().call('PUT /api/calendar/:day', { params: nationalDay, body })
      },
    },
    {
      key: 'DELETE /api/calendar/:day',
      action: 'calendar.clear',
      by,
      prepare: async () => {
        const given = { params: nationalDay, query: { version: await calendarVersion() } }
        return () => admin().call('DELETE /api/calendar/:day', given)
      },
    },
    {
      key: 'PUT /api/calendar',
      action: 'calendar.import',
      by,
      prepare: async () => {
        const body = { version: await calendarVersion(), items: [] }
        return () => admin().call('PUT /api/calendar', { query: year, body })
      },
    },
    {
      key: 'POST /api/pause-reasons',
      action: 'pause-reason.create',
      by,
      prepare: async () => () =>
        admin().call('POST /api/pause-reasons', { body: { name: '回电' } }),
    },
    {
      key: 'PUT /api/pause-reasons/order',
      action: 'pause-reason.order',
      by,
      prepare: async () => {
        const body = { ids: [(await reason()).id] }
        return () => admin().call('PUT /api/pause-reasons/order', { body })
      },
    },
    {
      key: 'PUT /api/pause-reasons/:id',
      action: 'pause-reason.edit',
      by,
      prepare: async () => {
        const { id, version } = await reason()
        const given = { params: { id }, body: { version, name: '回电' } }
        return () => admin().call('PUT /api/pause-reasons/:id', given)
      },
    },
    {
      key: 'DELETE /api/pause-reasons/:id',
      action: 'pause-reason.delete',
      by,
      prepare: async () => {
        const { id, version } = await reason()
        const given = { params: { id }, query: { version } }
        return () => admin().call('DELETE /api/pause-reasons/:id', given)
      },
    },
  ]
}
