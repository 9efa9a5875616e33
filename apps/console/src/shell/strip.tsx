import type { ReactNode } from 'react'
import styles from './strip.module.css'

interface Props {
  readonly tone: 'amber' | 'blue' | 'red'
  readonly children: ReactNode
  readonly actions?: ReactNode
  readonly role?: 'status' | 'alert'
}

/** One quiet line under the header: what is the matter now, and what can be done. */
export function Strip({ tone, children, actions, role = 'status' }: Props) {
  return (
    <div className={`${styles.strip} ${styles[tone]}`} role={role}>
      <span className={styles.text}>{children}</span>
      {actions}
    </div>
  )
}
