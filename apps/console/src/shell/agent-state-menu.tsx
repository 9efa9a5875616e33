import { CheckOutlined, DownOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import type { Me } from '@veridesk/contract/accounts'
import type { AgentState } from '@veridesk/contract/states'
import { Button, Dropdown, type MenuProps } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { pauseReasonsQuery } from '../api/queries.ts'
import { useTopic } from '../api/realtime.tsx'
import {
  changeOf,
  choosableStates,
  pauseKey,
  reasonAgainst,
  type ShownState,
} from './agent-state-rules.ts'
import { useAgentStateText } from './agent-state-text.ts'
import { useChangeState } from './use-change-state.ts'
import styles from './agent-state-menu.module.css'

type Tone = 'green' | 'red' | 'amber' | 'grey'
type Item = NonNullable<MenuProps['items']>[number]

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
  const button = useRef<HTMLButtonElement>(null)
  useTopic('settings')

  const itemOf = (state: ShownState): Item => {
    const against = reasonAgainst(agent.state, state, agent.unfilledCallIds.length)
    const current = against === 'current'
    const disabled = against !== null && !current
    const withReasons = state === 'paused' && pauseReasons.length > 0
    const label = (
      <span className={styles.item}>
        <span className={styles.name}>
          <span className={`${styles.dot} ${styles[tones[state]]}`} aria-hidden />
          {t(`agentState.${state}`)}
          {current && !withReasons && <Chosen />}
        </span>
        {disabled && <small>{t(`stateReason.${against}`)}</small>}
      </span>
    )
    if (!withReasons) return { key: state, disabled, label }
    // Where reasons are defined, one of them is chosen: each is one click away.
    return {
      key: state,
      type: 'group',
      label,
      children: pauseReasons.map((reason) => ({
        key: pauseKey(reason.id),
        disabled,
        label: (
          <span className={styles.reason}>
            <span className="visually-hidden">{t('agentState.paused')} · </span>
            {reason.name}
            {agent.pauseReason?.id === reason.id && <Chosen />}
          </span>
        ),
      })),
    }
  }
  const choose = (key: string) => {
    // The entry that had the focus goes away with the menu. Later: the same Enter would press the button.
    requestAnimationFrame(() => button.current?.focus())
    const body = changeOf(agent, key)
    if (body && !change.isPending) change.mutate(body)
  }
  const words = stateText(agent)
  return (
    <Dropdown
      autoFocus
      trigger={['click']}
      classNames={{ root: styles.menu ?? '' }}
      menu={{
        items: choosableStates.map(itemOf),
        selectedKeys: [agent.pauseReason ? pauseKey(agent.pauseReason.id) : agent.state],
        onClick: ({ key }) => choose(key),
      }}
    >
      <Button
        ref={button}
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

function Chosen() {
  return <CheckOutlined className={styles.check ?? ''} aria-hidden />
}
