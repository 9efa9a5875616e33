import type { Board } from '@veridesk/contract/board'
import type { AgentState } from '@veridesk/contract/states'
import { useTranslation } from 'react-i18next'
import { shownStates } from './group-list.tsx'
import { Since } from './since.tsx'
import styles from './board.module.css'

interface Props {
  readonly board: Board
  readonly state: AgentState | undefined
  /** Undefined: agents of every state. */
  readonly onState: (state: AgentState | undefined) => void
}

/** The numbers, to be read from afar; those of agents choose which agents are listed. */
export function Summary({ board, state, onState }: Props) {
  const { t } = useTranslation()
  const { waiting, ringing, active, agents } = board
  return (
    <div className={styles.summary}>
      <dl className={styles.numbers}>
        <div className={styles.tile}>
          <dt>{t('board.waiting')}</dt>
          <dd className={waiting.total > 0 ? styles.alert : ''}>{waiting.total}</dd>
          <dd className={styles.soft}>
            {waiting.longestWaitSince && (
              <>
                {t('board.longest')} <Since at={waiting.longestWaitSince} />
              </>
            )}
          </dd>
        </div>
        <div className={styles.tile}>
          <dt>{t('board.ringing')}</dt>
          <dd>{ringing.total}</dd>
        </div>
        <div className={styles.tile}>
          <dt>{t('board.active')}</dt>
          <dd>{active.total}</dd>
        </div>
      </dl>
      <div className={styles.numbers} role="group" aria-label={t('board.byState')}>
        {shownStates.map((each) => (
          <button
            key={each}
            type="button"
            className={`${styles.tile} ${styles.choice}`}
            aria-pressed={state === each}
            onClick={() => onState(state === each ? undefined : each)}
          >
            <span>{t(`agentState.${each}`)}</span>
            <strong>{agents.states[each]}</strong>
          </button>
        ))}
      </div>
    </div>
  )
}
