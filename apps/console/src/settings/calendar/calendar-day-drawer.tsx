import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { call } from '@veridesk/contract/api-client'
import type { CalendarDay, CalendarYear } from '@veridesk/contract/calendar'
import { Alert, App, DatePicker, Form, Input, Radio, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { keys } from '../../api/queries.ts'
import { useWeekdayText, weekdays } from '../../format/weekday.ts'
import { EditDrawer } from '../edit-drawer.tsx'
import { calendarQuery } from '../queries.ts'
import { useEdit } from '../use-edit.ts'
import { daysBetween, problemOfSpan, withDays, yearOf } from './days.ts'

interface Typed {
  readonly first: Dayjs | null
  /** Null: only the first. */
  readonly last: Dayjs | null
  readonly name: string
  readonly kind: 'closed' | 'working'
  readonly likeWeekday: number | null
}

const nothing: Typed = { first: null, last: null, name: '', kind: 'closed', likeWeekday: null }
const typedFrom = ({ name, likeWeekday }: CalendarDay): Typed => ({
  ...nothing,
  name,
  kind: likeWeekday === null ? 'closed' : 'working',
  likeWeekday,
})
/** Enter takes the day that was typed; it saves nothing. */
const onlyChoose = (event: KeyboardEvent<HTMLElement>) => {
  if (event.key === 'Enter') event.preventDefault()
}
const text = (day: Dayjs) => day.format('YYYY-MM-DD')

interface Props {
  readonly target: CalendarDay | 'new'
  /** The year that is shown. */
  readonly year: number
  readonly open: boolean
  /** In which year the days lie. */
  readonly onSaved: (year: number) => void
  readonly onClose: () => void
  readonly afterClose: () => void
}

/** A day off, or one with another weekday's hours (调休); a holiday of several days is set at once. */
export function CalendarDayDrawer({ target, year, open, onSaved, onClose, afterClose }: Props) {
  const { t } = useTranslation()
  const weekdayText = useWeekdayText()
  const [form] = Form.useForm<Typed>()
  const client = useQueryClient()
  const { message } = App.useApp()
  const isNew = target === 'new'
  const shown = useQuery(calendarQuery(year))
  const valuesOf = ({ items }: CalendarYear): Typed =>
    isNew ? nothing : typedFrom(items.find(({ day }) => day === target.day) ?? target)
  const { base, dirty, touch, settle } = useEdit<CalendarYear, Typed>(form, shown.data, valuesOf)

  const first = Form.useWatch('first', form)
  const last = Form.useWatch('last', form)
  const kind = Form.useWatch('kind', form)
  const ofSpan = useQuery(calendarQuery(first?.year() ?? year)).data
  const days = isNew ? (first ? daysBetween(text(first), text(last ?? first)) : []) : [target.day]
  const taken = isNew ? (ofSpan?.items ?? []).filter(({ day }) => days.includes(day)) : []

  const save = useMutation({
    mutationFn: ({ name, kind: chosen, likeWeekday }: Typed) => {
      const version = base?.version ?? 0
      const rule = {
        name: name.trim(),
        likeWeekday: chosen === 'closed' ? null : likeWeekday,
      }
      const [only] = days
      if (days.length === 1 && only !== undefined)
        return call('PUT /api/calendar/:day', { params: { day: only }, body: { version, ...rule } })
      return call('PUT /api/calendar', {
        query: { year: yearOf(days[0] ?? '') },
        body: { version, items: withDays(ofSpan?.items ?? [], days, rule) },
      })
    },
    onSuccess: () => {
      settle()
      void client.invalidateQueries({ queryKey: [...keys.settings, 'calendar'] })
      void message.success(t('settings.saved'))
      if (days[0]) onSaved(yearOf(days[0]))
      onClose()
    },
  })
  const reload = () => {
    save.reset()
    settle()
    void shown.refetch()
  }
  return (
    <EditDrawer
      open={open}
      title={isNew ? t('calendar.createTitle') : t('calendar.editTitle', { day: target.day })}
      size={440}
      dirty={dirty}
      busy={save.isPending}
      error={save.error}
      onSave={() => form.submit()}
      onReload={reload}
      onClose={onClose}
      afterClose={afterClose}
    >
      <Form<Typed>
        form={form}
        layout="vertical"
        initialValues={nothing}
        onValuesChange={touch}
        onFinish={(typed) => {
          if (!save.isPending && ofSpan) save.mutate(typed)
        }}
      >
        {isNew && (
          <>
            <Form.Item<Typed>
              name="first"
              label={t('calendar.first')}
              rules={[{ required: true, message: t('calendar.firstMissing') }]}
            >
              <DatePicker onKeyDown={onlyChoose} />
            </Form.Item>
            <Form.Item<Typed>
              name="last"
              label={t('calendar.last')}
              extra={t('calendar.lastHint')}
              dependencies={['first']}
              rules={[
                {
                  validator: async (_, value: Dayjs | null | undefined) => {
                    const from = form.getFieldValue('first') as Dayjs | null
                    const problem = from && value && problemOfSpan(text(from), text(value))
                    if (problem) throw new Error(t(`calendar.problems.${problem}`))
                  },
                },
              ]}
            >
              <DatePicker onKeyDown={onlyChoose} />
            </Form.Item>
          </>
        )}
        <Form.Item<Typed>
          name="name"
          label={t('calendar.name')}
          rules={[{ required: true, whitespace: true, message: t('calendar.nameMissing') }]}
        >
          <Input maxLength={40} autoComplete="off" placeholder={t('calendar.namePlaceholder')} />
        </Form.Item>
        <Form.Item<Typed> name="kind" label={t('calendar.kind')}>
          <Radio.Group
            options={[
              { value: 'closed', label: t('calendar.closed') },
              { value: 'working', label: t('calendar.working') },
            ]}
          />
        </Form.Item>
        {kind === 'working' && (
          <Form.Item<Typed>
            name="likeWeekday"
            label={t('calendar.hoursOf')}
            extra={t('calendar.hoursOfHint')}
            rules={[{ required: true, message: t('calendar.weekdayMissing') }]}
          >
            <Select
              options={weekdays.map((value) => ({ value, label: weekdayText(value) }))}
              placeholder={t('calendar.weekdayMissing')}
            />
          </Form.Item>
        )}
        {taken.length > 0 && (
          <Alert
            type="warning"
            showIcon
            role="status"
            title={t('calendar.replaces', {
              days: taken.map(({ day, name }) => `${day} ${name}`).join(t('common.comma')),
            })}
          />
        )}
        <button type="submit" hidden aria-hidden tabIndex={-1} />
      </Form>
    </EditDrawer>
  )
}
