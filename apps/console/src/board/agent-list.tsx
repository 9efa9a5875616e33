import type { Board, BoardAgent } from '@veridesk/contract/board'
import type { AgentState } from '@veridesk/contract/states'
import { useTranslation } from 'react-i18next'
import { StatusMark, type Tone } from '../parts/status-mark.tsx'
import { BoardTable } from './board-table.tsx'
import { Since } from './since.tsx'
import styles from './board.module.css'

const stateTones: Readonly<Record<AgentState, Tone>> = {
  idle: 'green',
  busy: 'blue',
  'wrap-up': 'amber',
  paused: 'amber',
  offline: 'grey',
}

interface Props {
  readonly agents: Board['agents']
  /** Only these are shown; undefined: all. */
  readonly state: AgentState | undefined
}

/** Every agent: in which state, how long, with whom, and what is wrong. */
export function AgentList({ agents, state }: Props) {
  const { t } = useTranslation()
  return (
    <BoardTable<BoardAgent>
      title={state ? t('board.agentsOf', { state: t(`agentState.${state}`) }) : t('board.agents')}
      list={agents}
      empty={t('board.noAgents')}
      columns={[
        {
          title: t('board.agent'),
          render: (_, row) => (
            <>
              <div className={styles.name}>
                {row.name} <span className={styles.soft}>{row.username}</span>
              </div>
              <div className={styles.soft}>
                {row.groups.join(t('common.comma')) || t('board.noGroup')}
              </div>
            </>
          ),
        },
        {
          title: t('board.state'),
          width: 136,
          render: (_, row) => (
            <>
              <StatusMark tone={stateTones[row.state]}>{t(`agentState.${row.state}`)}</StatusMark>
              {row.pauseReason && <div className={styles.soft}>{row.pauseReason}</div>}
            </>
          ),
        },
        { title: t('board.since'), width: 88, render: (_, row) => <Since at={row.since} /> },
        { title: t('board.notes'), width: 148, render: (_, row) => <Notes agent={row} /> },
      ]}
    />
  )
}

function Notes({ agent }: { readonly agent: BoardAgent }) {
  const { t } = useTranslation()
  const { call } = agent
  return (
    <div className={styles.notes}>
      {call && (
        <span>
          {t(`board.call.${call.status}`, { taskNumber: call.taskNumber ?? t('board.walkIn') })}
        </span>
      )}
      {agent.pausedForMissedRings && (
        <StatusMark tone="red">{t('board.pausedForMissedRings')}</StatusMark>
      )}
      {agent.missedRings > 0 && <span>{t('board.missedRings', { count: agent.missedRings })}</span>}
      {agent.state === 'wrap-up' && agent.wrapUpOverdue && (
        <StatusMark tone="red">{t('board.wrapUpOverdue')}</StatusMark>
      )}
      {agent.unfilled && <span>{t('board.unfilled')}</span>}
    </div>
  )
}
