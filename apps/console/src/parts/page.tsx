import type { ReactNode } from 'react'
import styles from './page.module.css'

interface Props {
  readonly title: ReactNode
  readonly actions?: ReactNode
  readonly children: ReactNode
}

/** A page: its name, what one can do, its content. */
export function Page({ title, actions, children }: Props) {
  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.actions}>{actions}</div>
      </div>
      {children}
    </div>
  )
}
