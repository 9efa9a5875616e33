import type {
  ActiveCall,
  Board,
  BoardCall,
  RingingCall,
  WaitingCall,
} from '@veridesk/contract/board'
import { useTranslation } from 'react-i18next'
import { BoardTable } from './board-table.tsx'
import { SideMark, useCallColumns, useForceColumn, type OnForce } from './call-columns.tsx'
import { Since, Until } from './since.tsx'
import styles from './board.module.css'

interface Props {
  readonly board: Board
  readonly onForce: OnForce
  readonly rowProps: (row: BoardCall) => object
}

/** Who waits, who rings, who talks. */
export function CallLists(props: Props) {
  return (
    <>
      <WaitingList {...props} />
      <RingingList {...props} />
      <ActiveList {...props} />
    </>
  )
}

function WaitingList({ board, onForce, rowProps }: Props) {
  const { t } = useTranslation()
  const columns = useCallColumns<WaitingCall>(() => null)
  const force = useForceColumn<WaitingCall>('queued', () => null, onForce)
  return (
    <BoardTable<WaitingCall>
      title={t('board.waiting')}
      list={board.waiting}
      empty={t('board.noneWaiting')}
      rowProps={rowProps}
      columns={[
        { title: t('board.position'), width: 64, dataIndex: 'position' },
        ...columns,
        { title: t('board.waited'), width: 88, render: (_, row) => <Since at={row.queuedAt} /> },
        ...force,
      ]}
    />
  )
}

function RingingList({ board, onForce, rowProps }: Props) {
  const { t } = useTranslation()
  const columns = useCallColumns<RingingCall>(() => null)
  const force = useForceColumn<RingingCall>('ringing', (row) => row.agentName, onForce)
  return (
    <BoardTable<RingingCall>
      title={t('board.ringing')}
      list={board.ringing}
      empty={t('board.noneRinging')}
      rowProps={rowProps}
      columns={[
        ...columns,
        { title: t('board.agent'), width: 128, dataIndex: 'agentName', ellipsis: true },
        {
          title: t('board.rings'),
          width: 88,
          render: (_, row) => (
            <>
              <Since at={row.ringingSince} />
              <div className={styles.soft}>
                {t('board.left')} <Until at={row.expiresAt} />
              </div>
            </>
          ),
        },
        ...force,
      ]}
    />
  )
}

function ActiveList({ board, onForce, rowProps }: Props) {
  const { t } = useTranslation()
  const columns = useCallColumns<ActiveCall>((row) => row.customer)
  const force = useForceColumn<ActiveCall>('active', (row) => row.agentName, onForce)
  return (
    <BoardTable<ActiveCall>
      title={t('board.active')}
      list={board.active}
      empty={t('board.noneActive')}
      rowProps={rowProps}
      columns={[
        ...columns,
        {
          title: t('board.agent'),
          width: 128,
          render: (_, row) => (
            <>
              <div className={styles.name}>{row.agentName}</div>
              <SideMark side={row.agent} />
            </>
          ),
        },
        { title: t('board.talks'), width: 88, render: (_, row) => <Since at={row.answeredAt} /> },
        ...force,
      ]}
    />
  )
}
