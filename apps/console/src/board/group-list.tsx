import type { BoardGroup } from '@veridesk/contract/board'
import type { AgentState } from '@veridesk/contract/states'
import { useTranslation } from 'react-i18next'
import { StatusMark } from '../parts/status-mark.tsx'
import { BoardTable } from './board-table.tsx'
import { Since } from './since.tsx'
import styles from './board.module.css'

/** The order in which a lead asks: who can take a call, who will soon. */
export const shownStates = [
  'idle',
  'busy',
  'wrap-up',
  'paused',
  'offline',
] as const satisfies readonly AgentState[]

/** Each group's queue and members. */
export function GroupList({ groups }: { readonly groups: readonly BoardGroup[] }) {
  const { t } = useTranslation()
  return (
    <BoardTable<BoardGroup>
      title={t('board.groups')}
      list={{ total: groups.length, rows: groups }}
      empty={t('board.noGroups')}
      columns={[
        { title: t('board.group'), dataIndex: 'name', ellipsis: true },
        {
          title: t('board.open'),
          width: 112,
          render: (_, row) => (
            <StatusMark tone={row.open ? 'green' : 'grey'}>
              {t(row.open ? 'board.isOpen' : 'board.isClosed')}
            </StatusMark>
          ),
        },
        {
          title: t('board.waiting'),
          width: 176,
          render: (_, row) => (
            <span className={styles.inline}>
              {row.queueLimit === null
                ? row.waiting
                : t('board.ofLimit', { count: row.waiting, limit: row.queueLimit })}
              {row.full && <StatusMark tone="red">{t('board.full')}</StatusMark>}
            </span>
          ),
        },
        { title: t('board.ringing'), width: 88, dataIndex: 'ringing' },
        {
          title: t('board.longest'),
          width: 112,
          render: (_, row) => (row.longestWaitSince ? <Since at={row.longestWaitSince} /> : '-'),
        },
        ...shownStates.map((state) => ({
          title: t(`agentState.${state}`),
          width: 96,
          render: (_: unknown, row: BoardGroup) => row.agents[state],
        })),
      ]}
    />
  )
}
