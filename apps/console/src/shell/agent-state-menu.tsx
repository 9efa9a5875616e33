import { CheckOutlined, DownOutlined } from '@ant-design/icons'
import type { Me } from '@veridesk/contract/accounts'
import type { AgentState } from '@veridesk/contract/states'
import { Button, Dropdown } from 'antd'
import { useTranslation } from 'react-i18next'
import { choosableStates, reasonAgainst } from './agent-state-rules.ts'
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
  const items = choosableStates.map((state) => {
    const reason = reasonAgainst(agent.state, state, agent.unfilledCallIds.length)
    const current = reason === 'current'
    return {
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
  })
  const choose = (key: string) => {
    if ((key === 'idle' || key === 'paused') && key !== agent.state && !change.isPending)
      change.mutate(key)
  }
  return (
    <Dropdown
      trigger={['click']}
      menu={{ items, selectedKeys: [agent.state], onClick: ({ key }) => choose(key) }}
    >
      <Button
        className={styles.button ?? ''}
        aria-haspopup="menu"
        aria-label={`${t('header.agentState')}: ${t(`agentState.${agent.state}`)}`}
        data-testid="agent-state"
      >
        <span className={`${styles.dot} ${styles[tones[agent.state]]}`} aria-hidden />
        {t(`agentState.${agent.state}`)}
        <DownOutlined className={styles.arrow ?? ''} aria-hidden />
      </Button>
    </Dropdown>
  )
}
