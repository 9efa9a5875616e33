import { LeftOutlined, PlusOutlined, RightOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { CalendarDay } from '@veridesk/contract/calendar'
import { Button, Empty, Skeleton, Table, type TableColumnsType } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api/server-clock.ts'
import { dayOf } from '../../format/day.ts'
import { useWeekdayText } from '../../format/weekday.ts'
import { LoadError } from '../../parts/load-error.tsx'
import { Page } from '../../parts/page.tsx'
import { StatusMark } from '../../parts/status-mark.tsx'
import { useCan } from '../../session/me-context.ts'
import { EditDelete } from '../edit-delete.tsx'
import common from '../part.module.css'
import { calendarQuery } from '../queries.ts'
import { useShown } from '../use-shown.ts'
import styles from './calendar-part.module.css'
import { CalendarDayDrawer } from './calendar-day-drawer.tsx'
import { RemoveDay } from './remove-day.tsx'
import { weekdayOf, yearOf } from './days.ts'

/** 节假日: the days of a year that are not like their weekday, for every group with hours. */
export function CalendarPart() {
  const { t } = useTranslation()
  const weekdayText = useWeekdayText()
  const mayManage = useCan('settings.manage')
  const [year, setYear] = useState(() => yearOf(dayOf(serverNow())))
  const calendar = useQuery(calendarQuery(year))
  const drawer = useShown<CalendarDay | 'new'>()
  const removal = useShown<CalendarDay>()
  if (calendar.error && !calendar.data)
    return <LoadError error={calendar.error} onRetry={() => void calendar.refetch()} />
  const columns: TableColumnsType<CalendarDay> = [
    {
      title: t('calendar.day'),
      width: 200,
      render: (_, { day }) => `${day} ${weekdayText(weekdayOf(day))}`,
    },
    { title: t('calendar.name'), dataIndex: 'name', ellipsis: true },
    {
      title: t('calendar.kind'),
      width: 260,
      render: (_, { likeWeekday }) =>
        likeWeekday === null ? (
          <StatusMark tone="grey">{t('calendar.closed')}</StatusMark>
        ) : (
          <StatusMark tone="blue">
            {t('calendar.likeWeekday', { weekday: weekdayText(likeWeekday) })}
          </StatusMark>
        ),
    },
  ]
  const acts: TableColumnsType<CalendarDay>[number] = {
    title: t('accounts.actions'),
    width: 128,
    render: (_, row) => (
      <div className={common.actions}>
        <EditDelete
          name={row.day}
          mayManage
          onEdit={() => drawer.show(row)}
          onDelete={() => removal.show(row)}
        />
      </div>
    ),
  }
  return (
    <Page
      title={t('settings.parts.calendar')}
      actions={
        mayManage && (
          <Button
            type="primary"
            icon={<PlusOutlined aria-hidden />}
            disabled={!calendar.data}
            onClick={() => drawer.show('new')}
          >
            {t('groups.create')}
          </Button>
        )
      }
    >
      <p className={common.lead}>{t('calendar.lead')}</p>
      <section className={common.card}>
        <div className={styles.years} role="group" aria-label={t('calendar.year')}>
          <Button
            type="text"
            icon={<LeftOutlined aria-hidden />}
            aria-label={t('calendar.yearBefore')}
            onClick={() => setYear(year - 1)}
          />
          <strong aria-live="polite">{t('calendar.ofYear', { year: String(year) })}</strong>
          <Button
            type="text"
            icon={<RightOutlined aria-hidden />}
            aria-label={t('calendar.yearAfter')}
            onClick={() => setYear(year + 1)}
          />
        </div>
        {calendar.data ? (
          <Table<CalendarDay>
            rowKey="day"
            size="middle"
            tableLayout="fixed"
            columns={mayManage ? [...columns, acts] : columns}
            dataSource={calendar.data.items}
            pagination={false}
            locale={{
              emptyText: (
                <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('calendar.none')} />
              ),
            }}
          />
        ) : (
          <Skeleton active className={common.skeleton ?? ''} paragraph={{ rows: 6 }} />
        )}
      </section>
      {drawer.target && (
        <CalendarDayDrawer
          target={drawer.target}
          year={year}
          open={drawer.open}
          onSaved={setYear}
          onClose={drawer.close}
          afterClose={drawer.gone}
        />
      )}
      {removal.target && calendar.data && (
        <RemoveDay
          day={removal.target}
          version={calendar.data.version}
          open={removal.open}
          onClose={removal.close}
          afterClose={removal.gone}
        />
      )}
    </Page>
  )
}
