import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { BoardCall } from '@veridesk/contract/board'
import { Select, Skeleton } from 'antd'
import { useRef, useState, type ComponentRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { boardQuery } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import { withOne } from '../lists/address.ts'
import { KeyHelp } from '../lists/key-help.tsx'
import { useListAddress, type AddressCodec } from '../lists/use-list-address.ts'
import { useRowKeys } from '../lists/use-row-keys.ts'
import { LoadError } from '../parts/load-error.tsx'
import { Page } from '../parts/page.tsx'
import { paths } from '../paths.ts'
import { useCan } from '../session/me-context.ts'
import { AgentList } from './agent-list.tsx'
import { readBoardFilter, writeBoardFilter, type BoardFilter } from './board-filter.ts'
import { CallLists } from './call-lists.tsx'
import type { Force } from './force.ts'
import { ForceDialog } from './force-dialog.tsx'
import { GroupList } from './group-list.tsx'
import { LiveMark } from './live-mark.tsx'
import { Summary } from './summary.tsx'
import styles from './board.module.css'

/** This list has no search. */
type Filter = BoardFilter & { readonly search?: never }
const codec: AddressCodec<Filter> = { read: readBoardFilter, write: writeBoardFilter }

/** 实时监控: who waits, who rings, who talks, agents by state, and a hand to what is stuck. */
export function BoardPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const mayForce = useCan('call.force')
  const [force, setForce] = useState<Force | null>(null)
  const [asking, setAsking] = useState(false)
  const { filter, change, place } = useListAddress(codec)
  useTopic('board')
  const read = useQuery({ ...boardQuery(filter), placeholderData: keepPreviousData })
  const board = read.data
  const groupChoice = useRef<ComponentRef<typeof Select>>(null)
  const rows: readonly BoardCall[] = board
    ? [...board.waiting.rows, ...board.ringing.rows, ...board.active.rows]
    : []
  const { list, rowProps } = useRowKeys({
    rows,
    search: groupChoice,
    onOpen: ({ id, workOrderId }) => {
      if (workOrderId) void navigate(paths.orderCall(workOrderId, id), { state: place })
    },
  })
  const onForce = mayForce
    ? (planned: Force) => {
        setForce(planned)
        setAsking(true)
      }
    : null
  return (
    <Page
      title={t('board.title')}
      actions={
        <>
          <LiveMark readAt={read.dataUpdatedAt} failed={read.isError} />
          <Select
            ref={groupChoice}
            className={styles.groupChoice ?? ''}
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('board.group')}
            placeholder={t('board.everyGroup')}
            value={board?.groups.some(({ id }) => id === filter.groupId) ? filter.groupId : null}
            options={(board?.groups ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(groupId?: string | null) =>
              change(withOne(filter, 'groupId', groupId ?? undefined))
            }
          />
          <KeyHelp />
        </>
      }
    >
      {read.error && !board && <LoadError error={read.error} onRetry={() => void read.refetch()} />}
      {!read.error && !board && <Skeleton active paragraph={{ rows: 8 }} />}
      {board && (
        <>
          <Summary
            board={board}
            state={filter.state}
            onState={(state) => change(withOne(filter, 'state', state))}
          />
          <div
            className={`${styles.columns} ${read.isPlaceholderData ? styles.stale : ''}`}
            aria-busy={read.isPlaceholderData}
          >
            <div className={styles.column} ref={list}>
              <CallLists board={board} onForce={onForce} rowProps={rowProps} />
            </div>
            <div className={styles.column}>
              <AgentList agents={board.agents} state={filter.state} />
            </div>
          </div>
          <GroupList groups={board.groups} />
        </>
      )}
      {force && (
        <ForceDialog
          key={`${force.act} ${force.call.id}`}
          force={force}
          open={asking}
          onClose={() => setAsking(false)}
          afterClose={() => setForce(null)}
        />
      )}
    </Page>
  )
}
