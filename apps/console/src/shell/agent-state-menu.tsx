import { CheckOutlined, DownOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { Me } from '@veridesk/contract/accounts'
import type { AgentState } from '@veridesk/contract/states'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useTranslation } from 'react-i18next'
import { pauseReasonsQuery } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import { changeOf, choosableStates, pauseKey, reasonAgainst } from './agent-state-rules.ts'
import { useAgentStateText } from './agent-state-text.ts'
import { useChangeState } from './use-change-state.ts'
import styles from './agent-state-menu.module.css'

type Tone = 'green' | 'red' | 'amber' | 'grey'

const tones: Readonly<Record<AgentState, Tone>> = {
  idle: 'green',
  busy: 'red',
  'wrap-up': 'amber',
  paused: 'grey',
  offline: 'grey',
}

/** The own agent state in the header of every page, and the change by hand (manual 3.1). */
export function AgentStateMenu({ agent }: { readonly agent: NonNullable<Me['agent']> }) {
  const { t } = useTranslation()
  const change = useChangeState()
  const stateText = useAgentStateText()
  const pauseReasons = useQuery(pauseReasonsQuery).data?.items ?? []
  useTopic('settings')
  const items: NonNullable<MenuProps['items']> = choosableStates.map((state) => {
    const reason = reasonAgainst(agent.state, state, agent.unfilledCallIds.length)
    const current = reason === 'current'
    const item = {
      key: state,
      disabled: reason !== null && !current,
      label: (
        <span className={styles.item}>
          <span className={styles.name}>
            <span className={`${styles.dot} ${styles[tones[state]]}`} aria-hidden />
            {t(`agentState.${state}`)}
            {current && <CheckOutlined className={styles.check ?? ''} aria-hidden />}
          </span>
          {reason && !current && <small>{t(`stateReason.${reason}`)}</small>}
        </span>
      ),
    }
    // Where reasons are defined, one of them is chosen.
    return state === 'paused' && pauseReasons.length > 0
      ? {
          ...item,
          children: pauseReasons.map(({ id, name }) => ({ key: pauseKey(id), label: name })),
        }
      : item
  })
  const choose = (key: string) => {
    const body = changeOf(agent, key)
    if (body && !change.isPending) change.mutate(body)
  }
  const words = stateText(agent)
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        items,
        selectedKeys: [agent.pauseReason ? pauseKey(agent.pauseReason.id) : agent.state],
        onClick: ({ key }) => choose(key),
      }}
    >
      <Button
        className={styles.button ?? ''}
        aria-haspopup="menu"
        aria-label={`${t('header.agentState')}: ${words}`}
        data-testid="agent-state"
      >
        <span className={`${styles.dot} ${styles[tones[agent.state]]}`} aria-hidden />
        <span className={styles.words}>{words}</span>
        <DownOutlined className={styles.arrow ?? ''} aria-hidden />
      </Button>
    </Dropdown>
  )
}
