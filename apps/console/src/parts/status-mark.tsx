import type { ReactNode } from 'react'
import styles from './status-mark.module.css'

export type Tone = 'amber' | 'blue' | 'green' | 'red' | 'grey'

/** A status: never by colour alone, always with its word. */
export function StatusMark({
  tone,
  children,
}: {
  readonly tone: Tone
  readonly children: ReactNode
}) {
  return (
    <span className={`${styles.mark} ${styles[tone]}`}>
      <span className={styles.dot} aria-hidden />
      {children}
    </span>
  )
}
